/** Variational inference with one normal, by means that are better than stochastic gradients for just that. */
package org.penumbra.inference.gaussian;
