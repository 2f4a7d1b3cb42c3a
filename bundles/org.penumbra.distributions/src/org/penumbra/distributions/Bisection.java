package org.penumbra.distributions;

import java.util.function.DoubleUnaryOperator;
import org.penumbra.math.Kernels;

/** Quantiles of distribution functions that have no inverse in closed form. */
final class Bisection {

    /** How far logarithms of doubles reach from that of the unit. */
    private static final double WIDEST = 745;

    private Bisection() {
    }

    /**
     * The smallest x > 0 that reaches the probability p, found on a logarithmic scale, so that small ones have as many
     * digits as large ones; 0 for p = 0 and infinity for p = 1.
     *
     * @param cdf of a positive variate
     * @param unit some x of the usual size
     * @throws IllegalArgumentException when p lies outside of [0, 1]
     */
    static double positiveQuantile(DoubleUnaryOperator cdf, double p, double unit) {
        if (p == 0 || p == 1) {
            return p == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        DoubleUnaryOperator value = y -> unit * Kernels.exp(y);
        return value.applyAsDouble(quantile(y -> cdf.applyAsDouble(value.applyAsDouble(y)), p, -WIDEST, WIDEST));
    }

    /**
     * The smallest x in [low, high] that reaches the probability p, to the last bit that halving can give; {@code high}
     * when none does.
     *
     * @param cdf does not decrease
     * @throws IllegalArgumentException when p lies outside of [0, 1]
     */
    static double quantile(DoubleUnaryOperator cdf, double p, double low, double high) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability lies in [0, 1], found " + p);
        }
        if (cdf.applyAsDouble(low) >= p) {
            return low;
        }
        double below = low;
        double above = high;
        double middle = 0.5 * (below + above);
        while (middle > below && middle < above) {
            if (cdf.applyAsDouble(middle) < p) {
                below = middle;
            } else {
                above = middle;
            }
            middle = 0.5 * (below + above);
        }
        return above;
    }
}
