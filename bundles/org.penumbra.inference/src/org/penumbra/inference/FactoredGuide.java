package org.penumbra.inference;

/**
 * A guide whose density is a product of conditional densities, drawn one after the other: part t draws some coordinates
 * given what earlier parts drew. Each coordinate is drawn by one part.
 */
public interface FactoredGuide extends ScoredGuide {

    /** Number of parts, at least 1; it does not change. */
    int parts();

    /**
     * The coordinates that a part draws.
     *
     * @return 0-based; not to be changed
     */
    int[] drawn(int part);

    /**
     * The coordinates, drawn by other parts, that the density of a part may depend on.
     *
     * @return 0-based; not to be changed
     */
    int[] given(int part);

    /**
     * The log densities of all parts at x; their sum is log q(x).
     *
     * @param values {@link #parts()} numbers, overwritten
     */
    void logDensities(double[] x, double[] values);

    /**
     * Adds the scores of all parts, each times a weight of its own.
     *
     * @param weights one for each part, not changed
     * @param gradient as many numbers as there are parameters; added to
     */
    void accumulateScores(double[] x, double[] weights, double[] gradient);
}
