package org.penumbra.inference.conjugate;

/**
 * Functions f_1, ..., f_K of d continuous values that have no conjugate family, in free coordinates u in R^d: the
 * expected log density is linear in their expectations, as it is in the statistics of a family.
 *
 * <p>Not thread-safe: another thread takes its own {@link #fork()}.
 */
public interface SmoothStatistics {

    /** d. */
    int dimension();

    /** K. */
    int count();

    /**
     * The weighted sum of the functions plus log |d values / du|, with its derivatives.
     *
     * @param point u, then the K weights
     * @param derivatives overwritten: d by the coordinates, then K by the weights, which are f_1, ..., f_K at u
     * @return not finite where a function is not defined
     */
    double evaluate(double[] point, double[] derivatives);

    /**
     * Values of the sites at u.
     *
     * @param values of all sites, of which those of this block are overwritten
     */
    void constrain(double[] u, double[] values);

    /** The inverse of {@link #constrain}. */
    void unconstrain(double[] values, double[] u);

    /** Positions of the d values among those of all sites, in the order of the coordinates. */
    int[] positions();

    SmoothStatistics fork();
}
