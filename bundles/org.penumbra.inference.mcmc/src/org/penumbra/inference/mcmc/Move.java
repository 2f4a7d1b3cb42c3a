package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.math.RandomStream;

/** One transition of a chain that leaves the target invariant; it allocates nothing. */
interface Move {

    /**
     * From a position to the next.
     *
     * @param at changed in place, unless cancelled
     * @return false when it was cancelled on the way
     */
    boolean move(Position at, Metric metric, double stepSize, RandomStream random);

    /** Mean acceptance probability of the latest transition; NaN for a method without a step size to adapt. */
    double acceptance();

    /**
     * A step size to begin adaptation with.
     *
     * @param guess from before
     */
    double reasonableStep(Position at, Metric metric, double guess, RandomStream random);

    /** Names of what {@link #statistics(double[])} tells. */
    List<String> statistics();

    /** Numbers of the latest transition, overwritten. */
    void statistics(double[] values);

    /** Values of the discrete coordinates behind those of a position, a new array; empty when there are none. */
    default double[] discrete() {
        return new double[0];
    }

    /** Puts them back. */
    default void discrete(double[] values) {
    }
}
