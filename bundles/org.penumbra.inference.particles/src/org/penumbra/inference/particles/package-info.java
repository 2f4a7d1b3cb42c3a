/** Inference by points that are carried to the posterior: Stein particles, annealed importance sampling. */
package org.penumbra.inference.particles;
