package org.penumbra.inference.divergences;

/**
 * E log p(x) in closed form for one coordinate x ~ N(location, scale^2) and a prior of a known family; with the entropy
 * of the guide this is the divergence of the guide from the prior. Contributed through
 * {@code org.penumbra.inference.divergences}. Stateless, with a public constructor without arguments.
 */
public interface Divergence {

    /**
     * The expectation of the log density of the prior in the coordinate of the guide, Jacobian included.
     *
     * @param location mean of x
     * @param scale standard deviation of x, at least 0; for 0 the result is the log density at {@code location}
     * @param parameters of the prior, from position {@code first} on, in the order of its signature
     * @param gradient derivatives by location, scale, and the parameters from position 2 on; overwritten
     * @return the expectation; NaN where the parameters lie outside of their supports
     */
    double expectedLogDensity(double location, double scale, double[] parameters, int first, double[] gradient);
}
