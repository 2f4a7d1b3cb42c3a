/** Targets and guides in parts: some coordinates of a target, and points for the parameters of a model. */
package org.penumbra.inference.parts;
