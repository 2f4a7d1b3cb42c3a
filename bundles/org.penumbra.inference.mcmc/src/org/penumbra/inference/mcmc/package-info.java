/** Markov chains: the No-U-Turn sampler and simpler ones, with one warm-up for all of them. */
package org.penumbra.inference.mcmc;
