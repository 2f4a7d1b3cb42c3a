package org.penumbra.inference.ascent;

/**
 * A step length along an ascent direction that satisfies the strong Wolfe conditions (Nocedal and Wright 2006,
 * algorithms 3.5 and 3.6 in one loop): the value rises enough, and the slope flattens enough. Points where the function
 * is not finite count as too far. Allocates nothing.
 */
final class LineSearch {

    private static final double RISE = 1e-4;
    private static final double FLAT = 0.9;
    private static final double EXPANSION = 3;
    private static final int EVALUATIONS = 40;
    /** The next trial keeps this share of the interval away from both of its ends. */
    private static final double MARGIN = 0.1;

    private final Differentiable function;
    private final double[] point;
    private final double[] gradient;
    private double value;
    private double low;
    private double lowValue;
    private double lowSlope;
    private double high;
    private double highValue;
    private double highSlope;

    LineSearch(Differentiable function, int dimension) {
        this.function = function;
        this.point = new double[dimension];
        this.gradient = new double[dimension];
    }

    /**
     * @param from the value at x
     * @param slope of the function along the direction, positive
     * @param first the step length to try first
     * @return whether a higher point was found; it is then at {@link #point()}
     */
    boolean search(double[] x, double from, double[] direction, double slope, double first) {
        low = 0;
        lowValue = from;
        lowSlope = slope;
        high = Double.POSITIVE_INFINITY;
        double step = first;
        for (int i = 0; i < EVALUATIONS; i++) {
            double here = evaluate(x, direction, step);
            boolean tooFar = !Double.isFinite(value) || !Double.isFinite(here)
                    || value < from + RISE * step * slope || value < lowValue;
            if (!tooFar && Math.abs(here) <= FLAT * slope) {
                return true;
            }
            narrow(step, here, tooFar);
            step = Double.isInfinite(high) ? EXPANSION * step : between();
        }
        // No point is flat enough; one that is high enough will do.
        return low > 0 && Double.isFinite(evaluate(x, direction, low));
    }

    private void narrow(double step, double slope, boolean tooFar) {
        if (tooFar) {
            high = step;
            highValue = value;
            highSlope = slope;
            return;
        }
        boolean beyondTop = Double.isInfinite(high) ? slope < 0 : slope * (high - low) < 0;
        if (beyondTop) {
            high = low;
            highValue = lowValue;
            highSlope = lowSlope;
        }
        low = step;
        lowValue = value;
        lowSlope = slope;
    }

    /** The top of the cubic through both ends (Nocedal and Wright, equation 3.59), or the middle. */
    private double between() {
        double middle = low + 0.5 * (high - low);
        if (!Double.isFinite(highValue) || !Double.isFinite(highSlope)) {
            return low + MARGIN * (high - low);
        }
        double first = -lowSlope - highSlope + 3 * (lowValue - highValue) / (low - high);
        double discriminant = first * first - lowSlope * highSlope;
        if (!(discriminant >= 0)) {
            return middle;
        }
        double second = Math.copySign(Math.sqrt(discriminant), high - low);
        double cubic = high - (high - low) * ((-highSlope + second - first) / (lowSlope - highSlope + 2 * second));
        double share = (cubic - low) / (high - low);
        return share >= MARGIN && share <= 1 - MARGIN ? cubic : Double.isNaN(share) ? middle
                : low + Math.clamp(share, MARGIN, 1 - MARGIN) * (high - low);
    }

    private double evaluate(double[] x, double[] direction, double step) {
        for (int i = 0; i < point.length; i++) {
            point[i] = x[i] + step * direction[i];
        }
        value = function.valueAndGradient(point, gradient);
        double slope = 0;
        for (int i = 0; i < point.length; i++) {
            slope += gradient[i] * direction[i];
        }
        return slope;
    }

    double[] point() {
        return point;
    }

    double[] gradient() {
        return gradient;
    }

    double value() {
        return value;
    }
}
