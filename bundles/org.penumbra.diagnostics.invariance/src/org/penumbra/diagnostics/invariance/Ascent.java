package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.math.RandomStream;

/** One climb to a mode from a random point. */
final class Ascent {

    private static final int MOST_STEPS = 120;
    private static final int TRIES = 20;
    private static final int HISTORY = 10;

    private final Target target;
    private final double[] gradient;

    Ascent(Target target) {
        this.target = target;
        this.gradient = new double[target.dimension()];
    }

    /**
     * @param point n free coordinates
     * @param logDensity there
     */
    record Top(double[] point, double logDensity) {
    }

    /**
     * @param prior whether to start at a prior draw, not at a uniform one on (-2, 2)
     * @return null when no start with a finite density was found
     */
    Top from(RandomStream random, boolean prior, Cancellation cancellation) {
        double[] x = new double[target.dimension()];
        for (int i = 0; i < TRIES; i++) {
            if (prior) {
                target.samplePrior(random, x);
            } else {
                Arrays.setAll(x, coordinate -> 4 * random.nextDouble() - 2);
            }
            if (isDefined(x)) {
                return climb(x, cancellation);
            }
        }
        return null;
    }

    private boolean isDefined(double[] x) {
        return Double.isFinite(target.logDensityAndGradient(x, gradient))
                && Arrays.stream(gradient).allMatch(Double::isFinite);
    }

    private Top climb(double[] start, Cancellation cancellation) {
        Lbfgs lbfgs = new Lbfgs(target::logDensityAndGradient, start, HISTORY);
        for (int step = 0; step < MOST_STEPS && !cancellation.isCancelled(); step++) {
            if (lbfgs.step() != Lbfgs.Outcome.MOVED) {
                break;
            }
        }
        return new Top(lbfgs.x().clone(), lbfgs.value());
    }
}
