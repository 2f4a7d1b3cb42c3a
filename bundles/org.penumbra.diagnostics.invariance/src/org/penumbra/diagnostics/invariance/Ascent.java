package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.inference.ascent.TemperedWalk;
import org.penumbra.math.RandomStream;

/** One climb to a mode from a random point. */
final class Ascent {

    private static final int MOST_STEPS = 120;
    private static final int TRIES = 20;
    private static final int HISTORY = 10;
    private static final int STAGES = 10;
    private static final double RADIUS = 2;
    private static final double WIDE = 8;

    private final Target target;
    private final double[] gradient;

    Ascent(Target target) {
        this.target = target;
        this.gradient = new double[target.dimension()];
    }

    /** Where a climb begins: at a prior draw, or at a uniform one on (-2, 2) or (-8, 8) in free coordinates. */
    enum Where {
        PRIOR, NEAR, FAR
    }

    /**
     * @param point n free coordinates
     * @param logDensity there
     */
    record Top(double[] point, double logDensity) {
    }

    /**
     * The same after a walk under a rising exponent, which leaves the basin of attraction that it begins in.
     *
     * @param scales n standard deviations that steps are measured in
     */
    Top tempered(RandomStream random, Where where, double[] scales, Cancellation cancellation) {
        double[] x = start(random, where);
        if (x == null) {
            return null;
        }
        TemperedWalk walk = new TemperedWalk(target, x, scales);
        for (int stage = 0; stage < STAGES && !cancellation.isCancelled(); stage++) {
            walk.walk(TemperedWalk.exponent(stage, STAGES), random);
        }
        return climb(walk.x(), cancellation);
    }

    /** @return null when no start with a finite density was found */
    Top from(RandomStream random, Where where, Cancellation cancellation) {
        double[] x = start(random, where);
        return x == null ? null : climb(x, cancellation);
    }

    private double[] start(RandomStream random, Where where) {
        double[] x = new double[target.dimension()];
        for (int i = 0; i < TRIES; i++) {
            if (where == Where.PRIOR) {
                target.samplePrior(random, x);
            } else {
                double radius = where == Where.NEAR ? RADIUS : WIDE;
                Arrays.setAll(x, coordinate -> 2 * radius * random.nextDouble() - radius);
            }
            if (isDefined(x)) {
                return x;
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
