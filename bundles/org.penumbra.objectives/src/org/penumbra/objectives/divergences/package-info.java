/**
 * Expected log densities of priors under a normal coordinate. For positive sites the coordinate is the logarithm, so
 * that E exp(c x) = exp(c location + c^2 scale^2 / 2) is all that is needed.
 */
package org.penumbra.objectives.divergences;
