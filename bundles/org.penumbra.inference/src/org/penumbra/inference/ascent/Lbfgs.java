package org.penumbra.inference.ascent;

import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/**
 * Limited-memory BFGS (Nocedal 1980; Liu and Nocedal 1989) with a strong-Wolfe line search, climbing a function one
 * iteration at a time. Allocates nothing once made.
 *
 * <p>The function is meant to be a log density, so the criterion is in nats: it rests where the next quasi-Newton step
 * promises a rise of less than {@value #RISE_AT_REST}, or less than rounding can show.
 */
public final class Lbfgs {

    /** See above: half of the gradient times the direction. */
    public static final double RISE_AT_REST = 1e-8;
    /** Rounding of the value of a function of this size hides smaller rises. */
    private static final double ROUNDING = 4e-16;
    /** Where the line search finds no higher point, the place counts as a top if no more than this is promised. */
    private static final double RISE_WHEN_STUCK = 1e-5;

    /** How an iteration went. */
    public enum Outcome {
        /** To a higher point. */
        MOVED,
        /** Not at all: the criterion holds. */
        AT_REST,
        /** Not at all: no higher point was found although the gradient points somewhere. */
        STUCK
    }

    private final double[] x;
    private final double[] gradient;
    private final double[] direction;
    private final CurvaturePairs pairs;
    private final LineSearch lineSearch;
    private double value;
    private long iterations;

    /**
     * @param start n coordinates with a finite value and gradient; copied
     * @param history number of pairs that the curvature is remembered by, at least 1; 5 to 20 are usual
     */
    public Lbfgs(Differentiable function, double[] start, int history) {
        this.x = start.clone();
        this.gradient = new double[x.length];
        this.direction = new double[x.length];
        this.pairs = new CurvaturePairs(x.length, history);
        this.lineSearch = new LineSearch(function, x.length);
        this.value = function.valueAndGradient(x, gradient);
    }

    /** One iteration. */
    public Outcome step() {
        if (atRest()) {
            return Outcome.AT_REST;
        }
        double slope = direct();
        if (!lineSearch.search(x, value, direction, slope, firstStep()) || lineSearch.value() <= value) {
            return again(slope);
        }
        pairs.add(x, gradient, lineSearch.point(), lineSearch.gradient());
        System.arraycopy(lineSearch.point(), 0, x, 0, x.length);
        System.arraycopy(lineSearch.gradient(), 0, gradient, 0, x.length);
        value = lineSearch.value();
        iterations++;
        return Outcome.MOVED;
    }

    /** Forgets the curvature, which may mislead, and tries the gradient itself. */
    private Outcome again(double slope) {
        if (0.5 * slope < RISE_WHEN_STUCK && pairs.count() > 0) {
            return Outcome.AT_REST;
        }
        if (pairs.count() == 0) {
            return Outcome.STUCK;
        }
        pairs.clear();
        return step();
    }

    private boolean atRest() {
        double slope = direct();
        return slope == 0 || pairs.count() > 0
                && 0.5 * slope < Math.max(RISE_AT_REST, ROUNDING * Math.abs(value));
    }

    /** Sets the direction; gives the slope along it. */
    private double direct() {
        pairs.direction(gradient, direction);
        double slope = 0;
        for (int i = 0; i < x.length; i++) {
            slope += gradient[i] * direction[i];
        }
        return slope;
    }

    /** 1 for a quasi-Newton direction; a first step along a bare gradient is at most of length 1. */
    private double firstStep() {
        if (pairs.count() > 0) {
            return 1;
        }
        double square = 0;
        for (double slope : gradient) {
            square += slope * slope;
        }
        return Math.min(1, 1 / Math.sqrt(square));
    }

    /** Where it stands: n coordinates, not to be changed. */
    public double[] x() {
        return x;
    }

    /** The gradient there: n numbers, not to be changed. */
    public double[] gradient() {
        return gradient;
    }

    /** The value there. */
    public double value() {
        return value;
    }

    public CurvaturePairs pairs() {
        return pairs;
    }

    /** How often it moved. */
    public long iterations() {
        return iterations;
    }

    /** Everything needed to go on. */
    public void save(StateWriter state) {
        state.add(iterations).add(value).add(x).add(gradient);
        pairs.save(state);
    }

    /** Goes on from what {@link #save} wrote, with the same bits. */
    public void restore(StateReader state) {
        iterations = state.nextLong();
        value = state.next();
        state.next(x);
        state.next(gradient);
        pairs.restore(state);
    }
}
