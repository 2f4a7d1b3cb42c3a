package org.penumbra.inference.divergences;

import java.util.List;

/**
 * The factors of a prior that belong to known families, one for each free coordinate that has one. Their parameters are
 * numbers, or functions of other coordinates as in a hierarchical model: all are computed in one pass. Not thread-safe.
 */
public interface PriorFactors {

    /** In the order of their coordinates. */
    List<Factor> factors();

    /** Number of parameters of all factors together. */
    int parameterCount();

    /**
     * The parameters at a point.
     *
     * @param x n coordinates
     * @param parameters {@link #parameterCount()} numbers, overwritten
     */
    void parameters(double[] x, double[] parameters);

    /**
     * Adds (dparameters/dx)' weights.
     *
     * @param x n coordinates
     * @param weights {@link #parameterCount()} numbers
     * @param gradient n numbers, added to
     */
    void pullBack(double[] x, double[] weights, double[] gradient);

    /**
     * @param distribution name of the family, as models write it
     * @param coordinates {@code real} when the coordinate is the value, {@code log} when it is its logarithm
     * @param coordinate the free coordinate, on which no parameter of this factor depends
     * @param first position of its first parameter; the others follow in the order of the signature
     * @param parameters how many it has
     */
    record Factor(String distribution, String coordinates, int coordinate, int first, int parameters) {
    }
}
