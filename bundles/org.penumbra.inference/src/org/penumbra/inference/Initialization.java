package org.penumbra.inference;

import java.util.Arrays;
import org.penumbra.math.RandomStream;

/**
 * How a cold start finds its point; the names are Pyro's. Each gives a point with finite density and gradient: where
 * the first proposal has none it goes on to draws from the prior and to uniform draws, 201 proposals in all.
 */
public enum Initialization {
    /** The coordinate-wise median of prior draws. */
    MEDIAN("the median of the prior") {
        @Override
        void propose(Target target, RandomStream random, int attempt, double[] x) {
            if (attempt == 0) {
                PriorDraws.median(target, random, x);
            } else {
                priorThenUniform(target, random, attempt - 1, x);
            }
        }
    },
    /** The mean of prior draws. */
    MEAN("the mean of the prior") {
        @Override
        void propose(Target target, RandomStream random, int attempt, double[] x) {
            if (attempt == 0) {
                PriorDraws.mean(target, random, x);
            } else {
                priorThenUniform(target, random, attempt - 1, x);
            }
        }
    },
    /** One draw from the prior. */
    SAMPLE("a draw from the prior") {
        @Override
        void propose(Target target, RandomStream random, int attempt, double[] x) {
            priorThenUniform(target, random, attempt, x);
        }
    },
    /** Uniform on (-2, 2) in free coordinates, as Stan begins. */
    UNIFORM("a uniform draw on (-2, 2)") {
        @Override
        void propose(Target target, RandomStream random, int attempt, double[] x) {
            if (attempt <= TRIES) {
                uniform(random, RADIUS, x);
            } else {
                target.samplePrior(random, x);
            }
        }
    },
    /** 0 in every free coordinate, the middle of any support; on failure ever farther from it, up to 2. */
    FEASIBLE("the middle of every support") {
        @Override
        void propose(Target target, RandomStream random, int attempt, double[] x) {
            if (attempt <= TRIES) {
                uniform(random, RADIUS * attempt / TRIES, x);
            } else {
                target.samplePrior(random, x);
            }
        }
    };

    /** As many as Stan makes before it gives up; of draws from the prior as well. */
    private static final int TRIES = 100;
    private static final double RADIUS = 2;

    private final String place;

    Initialization(String place) {
        this.place = place;
    }

    /** The first proposal in plain words. */
    String place() {
        return place;
    }

    /** Writes the proposal number {@code attempt}, from 0, into {@code x}. */
    abstract void propose(Target target, RandomStream random, int attempt, double[] x);

    /**
     * @return n coordinates, a new array
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-3001) when nothing is found; names the site
     */
    public double[] find(Target target, RandomStream random) {
        return InitialPoint.find(target, random, this, InitialValues.NONE);
    }

    private static void priorThenUniform(Target target, RandomStream random, int attempt, double[] x) {
        if (attempt < TRIES) {
            target.samplePrior(random, x);
        } else {
            uniform(random, RADIUS, x);
        }
    }

    private static void uniform(RandomStream random, double radius, double[] x) {
        Arrays.setAll(x, i -> 2 * radius * random.nextDouble() - radius);
    }
}
