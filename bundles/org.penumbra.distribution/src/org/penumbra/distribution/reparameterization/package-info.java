/** Draws as differentiable functions of standard normal numbers and of the parameters of their distributions. */
package org.penumbra.distribution.reparameterization;
