package org.penumbra.distribution;

import java.util.function.DoubleUnaryOperator;

/** The quantiles of a continuous distribution function on an interval, which may be unbounded, by halving it. */
final class Inversion {

    /** Below this mass, differences of a distribution function of a wider interval have lost too many digits. */
    static final double SMALLEST_MASS = 1e-6;

    private final DoubleUnaryOperator cdf;
    private final double lower;
    private final double upper;

    /**
     * @param cdf rising from 0 at {@code lower} to 1 at {@code upper}
     * @param lower finite, when {@code upper} is not
     * @param upper finite, when {@code lower} is not
     */
    Inversion(DoubleUnaryOperator cdf, double lower, double upper) {
        this.cdf = cdf;
        this.lower = lower;
        this.upper = upper;
    }

    double quantile(double p) {
        double low = lower;
        double high = upper;
        for (double width = 1; Double.isInfinite(high); width *= 2) {
            high = cdf.applyAsDouble(low + width) < p ? high : low + width;
        }
        for (double width = 1; Double.isInfinite(low); width *= 2) {
            low = cdf.applyAsDouble(high - width) > p ? low : high - width;
        }
        double middle = 0.5 * low + 0.5 * high;
        while (middle > low && middle < high) {
            if (cdf.applyAsDouble(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
            middle = 0.5 * low + 0.5 * high;
        }
        return high;
    }
}
