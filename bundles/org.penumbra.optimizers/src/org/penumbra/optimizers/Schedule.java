package org.penumbra.optimizers;

/** How a learning rate falls from its start to {@code finalFactor} times its start. */
public enum Schedule {
    /** It does not fall; the final factor plays no part. */
    CONSTANT {
        @Override
        double decay(double progress, double finalFactor) {
            return 1;
        }
    },
    /** By the same factor with every step: f^u. */
    EXPONENTIAL {
        @Override
        double decay(double progress, double finalFactor) {
            // StrictMath.pow makes objects on the way.
            return StrictMath.exp(progress * StrictMath.log(finalFactor));
        }
    },
    /** Along half a cosine, f + (1 - f) (1 + cos(pi u)) / 2 (Loshchilov and Hutter 2017, eq. 5 without restarts). */
    COSINE {
        @Override
        double decay(double progress, double finalFactor) {
            return finalFactor + (1 - finalFactor) * HalfCosine.at(progress);
        }
    },
    /** In two steps of the same factor, after one half and after three quarters of the way. */
    STEP {
        @Override
        double decay(double progress, double finalFactor) {
            return progress < 0.5 ? 1 : progress < 0.75 ? Math.sqrt(finalFactor) : finalFactor;
        }
    },
    /**
     * As 1 / (1 + c u) with c = 1 / f - 1, the classical rate of stochastic approximation (Robbins and Monro 1951);
     * falls fast at first, so it wants a larger start or a larger final factor than the others.
     */
    POLYNOMIAL {
        @Override
        double decay(double progress, double finalFactor) {
            return finalFactor / (finalFactor + (1 - finalFactor) * progress);
        }
    },
    /**
     * From 1/25 of the rate up to it over the first three tenths, then down to its final value, both along half a
     * cosine (Smith and Topin 2019, "Super-convergence").
     */
    ONE_CYCLE {
        private static final double PEAK = 0.3;
        private static final double START = 0.04;

        @Override
        double decay(double progress, double finalFactor) {
            return progress < PEAK ? START + (1 - START) * (1 - HalfCosine.at(progress / PEAK))
                    : finalFactor + (1 - finalFactor) * HalfCosine.at((progress - PEAK) / (1 - PEAK));
        }
    },
    /** It is halved whenever the objective has stopped rising, as {@link Plateau} says; not by the step. */
    PLATEAU {
        @Override
        double decay(double progress, double finalFactor) {
            return 1;
        }
    };

    /**
     * @param progress u, 0 at the first step after the warm-up and 1 at the last step
     * @param finalFactor f in (0, 1]
     */
    abstract double decay(double progress, double finalFactor);
}
