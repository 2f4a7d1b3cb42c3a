/** Pathfinder: variational inference along the paths of a quasi-Newton climb. */
package org.penumbra.inference.pathfinder;
