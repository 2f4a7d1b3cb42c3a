/** Coordinate-ascent variational inference with updates in closed form. */
package org.penumbra.inference.cavi;
