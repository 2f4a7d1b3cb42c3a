package org.penumbra.inference;

import org.penumbra.core.Workers;
import org.penumbra.inference.divergences.Divergences;
import org.penumbra.math.RandomStream;

/**
 * What variational inference maximises, contributed through {@code org.penumbra.inference.objectives}. Stateless, with
 * a public constructor without arguments.
 *
 * @param <O> its options, a record whose components carry {@link Option}
 */
public interface Objective<O extends Record> {

    Estimator bind(Target target, Guide guide, O options);

    /**
     * The same with threads for particles; the estimate must not depend on how many. For the default, one is enough.
     */
    default Estimator bind(Target target, Guide guide, O options, Workers workers) {
        return bind(target, guide, options);
    }

    /** The same with the closed forms that are installed. For the default, there are none. */
    default Estimator bind(Target target, Guide guide, O options, Workers workers, Divergences divergences) {
        return bind(target, guide, options, workers);
    }

    /** A stochastic estimate of the objective; owns its buffers and allocates nothing once bound. */
    interface Estimator {

        /**
         * One estimate with its gradient, for ascent.
         *
         * @param gradient as many numbers as the guide has parameters; overwritten
         * @return the estimate; NaN or infinite when the target is not defined at a draw
         */
        double valueAndGradient(RandomStream random, double[] gradient);

        /** What it remembers from estimate to estimate (a baseline, a chain), as numbers; empty when nothing. */
        default double[] state() {
            return new double[0];
        }

        /** Goes on from what {@link #state()} gave. */
        default void restore(double[] state) {
        }
    }
}
