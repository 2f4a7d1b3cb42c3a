package org.penumbra.inference.ascent;

import org.penumbra.core.Cancellation;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.StateReader;

/**
 * Where a fit that works around a point best begins: in the bulk of the probability. The median of the prior may lie
 * thousands of nats below it, where the density is nothing like what it is in the bulk. A climb that goes on only
 * while it rises by a nat per iteration gets there in some ten iterations, and stops short of a top that means nothing,
 * such as that of a hierarchical scale near 0.
 *
 * @param point n coordinates with a finite density
 * @param isReached false when the climb was cancelled; a run must then go on from the very beginning
 */
public record Bulk(double[] point, boolean isReached) {

    private static final int HISTORY = 10;
    private static final int ITERATIONS = 500;
    /** In nats: less is a matter of the shape of the bulk. */
    private static final double NOTABLE_RISE = 1;
    private static final int SMALL_RISES = 3;
    /** What lies beyond is more likely an error of differences than a standard deviation. */
    private static final double SMALLEST = 1e-9;
    private static final double LARGEST = 1e3;

    /**
     * For a fresh start: the given point of a warm one as it is; for a cold one, where a climb from what the strategy
     * finds ends. For a run that goes on, zeros, as its point comes with its state.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-3001) when the strategy finds no start
     */
    public static Bulk begin(Target target, FitContext context, Initialization strategy) {
        if (StateReader.unfinished(context).isPresent()) {
            return new Bulk(new double[target.dimension()], true);
        }
        double[] from = context.start().point(target, strategy);
        return context.start().given().isPresent() ? new Bulk(from, true)
                : climb(target, from, context.cancellation());
    }

    /**
     * Standard deviations to begin with: those of a warm start; else of each coordinate with the others held still,
     * from its curvature where the density bends downwards; else the standard. Takes 4 n gradients.
     *
     * @return n positive numbers
     */
    public double[] scales(Evaluations evaluations, FitContext context, double standard) {
        double[] scales = context.start().scales(point.length, standard);
        if (!isReached || context.start().given().isPresent() || StateReader.unfinished(context).isPresent()) {
            return scales;
        }
        double[] curvature = new double[point.length];
        new NegativeHessian(evaluations, point.length).diagonal(point, curvature);
        for (int i = 0; i < scales.length; i++) {
            double scale = 1 / Math.sqrt(curvature[i]);
            scales[i] = scale > SMALLEST && scale < LARGEST ? scale : scales[i];
        }
        return scales;
    }

    private static Bulk climb(Target target, double[] from, Cancellation cancellation) {
        Lbfgs lbfgs = new Lbfgs(target::logDensityAndGradient, from, HISTORY);
        int small = 0;
        while (small < SMALL_RISES && lbfgs.iterations() < ITERATIONS) {
            if (cancellation.isCancelled()) {
                return new Bulk(lbfgs.x().clone(), false);
            }
            double before = lbfgs.value();
            if (lbfgs.step() != Lbfgs.Outcome.MOVED) {
                break;
            }
            small = lbfgs.value() - before < NOTABLE_RISE ? small + 1 : 0;
        }
        return new Bulk(lbfgs.x().clone(), true);
    }
}
