package org.penumbra.inference;

/**
 * A log density as a sum of factors, of which each depends on some coordinates alone: what a gradient estimator needs
 * to leave out of the cost of a coordinate what does not depend on it. In a plate, each iteration is a factor of its
 * own. For one thread.
 */
public interface FactorGraph {

    /** Number of factors, at least 1. */
    int count();

    /**
     * The coordinates that a factor may depend on: a change of any other does not change it.
     *
     * @param factor 0-based
     * @return 0-based, ascending; not to be changed
     */
    int[] coordinates(int factor);

    /**
     * All factors at a point; their sum is the log density, to rounding.
     *
     * @param x n coordinates, not changed
     * @param values {@link #count()} numbers, overwritten
     */
    void evaluate(double[] x, double[] values);
}
