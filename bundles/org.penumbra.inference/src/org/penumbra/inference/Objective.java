package org.penumbra.inference;

import org.penumbra.math.RandomStream;

/**
 * What variational inference maximises, contributed through {@code org.penumbra.inference.objectives}. Stateless, with
 * a public constructor without arguments.
 *
 * @param <O> its options, a record whose components carry {@link Option}
 */
public interface Objective<O extends Record> {

    Estimator bind(Target target, Guide guide, O options);

    /** A stochastic estimate of the objective; owns its buffers and allocates nothing once bound. */
    interface Estimator {

        /**
         * One estimate with its gradient, for ascent.
         *
         * @param gradient as many numbers as the guide has parameters; overwritten
         * @return the estimate; NaN or infinite when the target is not defined at a draw
         */
        double valueAndGradient(RandomStream random, double[] gradient);
    }
}
