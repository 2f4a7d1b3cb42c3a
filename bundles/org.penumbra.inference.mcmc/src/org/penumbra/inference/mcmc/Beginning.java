package org.penumbra.inference.mcmc;

import java.util.Arrays;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Workers;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.inference.ascent.NegativeHessian;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.DenseCholesky;
import org.penumbra.math.RandomStream;

/**
 * Where a chain begins, and with which metric. Cold: at a point of its own, then up by L-BFGS for as long as a step
 * promises more than half a nat per coordinate: that is how far below its top the bulk of a normal lies, and short of
 * tops that mean nothing, such as that of a hierarchical scale near 0. There the curvature, where it is that of a
 * normal, is the first metric. Warm: around the given point, as wide as its scales.
 */
final class Beginning {

    private static final int HISTORY = 10;
    private static final int ITERATIONS = 1000;
    private static final int TRIES = 20;
    /** Curvature takes 2 n gradients, and its factor n^3 operations. */
    private static final int LARGEST = 100;
    private static final double SMALLEST_VARIANCE = 1e-18;
    private static final double LARGEST_VARIANCE = 1e12;

    private final Target target;
    private final SamplingOptions options;
    private final Start start;
    private final Cancellation cancellation;
    private boolean stopped;

    Beginning(Target target, SamplingOptions options, Start start, Cancellation cancellation) {
        this.target = target;
        this.options = options;
        this.start = start;
        this.cancellation = cancellation;
    }

    /**
     * @param near whether it is in the bulk, as far as that can be known
     * @param reached false when the climb was cancelled; a run must then go on from the very beginning
     */
    record Place(Position at, Metric metric, boolean near, boolean reached) {
    }

    Place find(RandomStream random) {
        int n = target.dimension();
        if (start.given().isPresent()) {
            Position around = around(start.given().orElseThrow(), random);
            double[] variances = Arrays.stream(start.scales(n, 1)).map(s -> s * s).toArray();
            return new Place(around, DiagonalMetric.of(variances), true, true);
        }
        Position at = new Position(n);
        at.x = options.point(target, start.with(random));
        at.logDensity = target.logDensityAndGradient(at.x, at.gradient);
        if (!options.climb()) {
            return new Place(at, DiagonalMetric.unit(n), false, true);
        }
        Lbfgs lbfgs = climb(at.x);
        System.arraycopy(lbfgs.x(), 0, at.x, 0, n);
        at.logDensity = target.logDensityAndGradient(at.x, at.gradient);
        return new Place(at, metric(lbfgs), true, !stopped);
    }

    private Lbfgs climb(double[] from) {
        Lbfgs lbfgs = new Lbfgs(target::logDensityAndGradient, from, HISTORY);
        double[] step = new double[from.length];
        while (lbfgs.iterations() < ITERATIONS && !stopped) {
            stopped = cancellation.isCancelled();
            lbfgs.pairs().direction(lbfgs.gradient(), step);
            double slope = 0;
            for (int i = 0; i < step.length; i++) {
                slope += step[i] * lbfgs.gradient()[i];
            }
            boolean near = lbfgs.pairs().count() > 0 && 0.5 * slope < 0.5 * from.length;
            if (stopped || near || lbfgs.step() != Lbfgs.Outcome.MOVED) {
                break;
            }
        }
        return lbfgs;
    }

    private Metric metric(Lbfgs lbfgs) {
        int n = lbfgs.x().length;
        if (options.metric() == MetricKind.UNIT) {
            return DiagonalMetric.unit(n);
        }
        boolean all = options.metric() == MetricKind.DENSE || options.metric() == MetricKind.AUTO;
        if (n <= LARGEST) {
            double[][] precision = new double[n][n];
            new NegativeHessian(new Evaluations(target, Workers.SEQUENTIAL), n).at(lbfgs.x(), precision);
            Metric curved = all ? dense(precision) : diagonal(precision);
            if (curved != null) {
                return curved;
            }
        }
        double[] variances = lbfgs.pairs().count() == 0 ? DiagonalMetric.unit(n).variances()
                : lbfgs.pairs().diagonal().clone();
        return isUsable(variances) ? DiagonalMetric.of(variances) : DiagonalMetric.unit(n);
    }

    private static Metric dense(double[][] precision) {
        int n = precision.length;
        double[][] covariance = new double[n][n];
        double[] variances = new double[n];
        if (!DenseCholesky.factor(precision)) {
            return null;
        }
        DenseCholesky.inverse(precision, covariance);
        Arrays.setAll(variances, i -> covariance[i][i]);
        return isUsable(variances) ? DenseMetric.of(covariance) : null;
    }

    private static Metric diagonal(double[][] precision) {
        double[] variances = new double[precision.length];
        Arrays.setAll(variances, i -> 1 / precision[i][i]);
        return isUsable(variances) ? DiagonalMetric.of(variances) : null;
    }

    private static boolean isUsable(double[] variances) {
        return Arrays.stream(variances).allMatch(v -> v > SMALLEST_VARIANCE && v < LARGEST_VARIANCE);
    }

    /** A draw around a given point; nearer, and at last the point itself, where the density is not defined. */
    private Position around(double[] point, RandomStream random) {
        double[] scales = start.scales(point.length, 1);
        Position at = new Position(point.length);
        double width = 1;
        for (int i = 0; i <= TRIES; i++, width = i == TRIES ? 0 : 0.5 * width) {
            for (int k = 0; k < point.length; k++) {
                at.x[k] = point[k] + width * scales[k] * random.nextGaussian();
            }
            at.logDensity = target.logDensityAndGradient(at.x, at.gradient);
            if (Double.isFinite(at.logDensity) && Arrays.stream(at.gradient).allMatch(Double::isFinite)) {
                return at;
            }
        }
        throw PenumbraException.badInput(Problem.error("PEN-3001", "the log density or its gradient is not finite at "
                + "the given start.").advise("Start from another answer, or without one."));
    }
}
