package org.penumbra.distribution.combinator;

import java.util.function.DoubleUnaryOperator;

/** The smallest number whose distribution function reaches a probability, by halving an interval around it. */
final class Quantile {

    private Quantile() {
    }

    /**
     * @param cdf does not decrease
     * @param low not above the quantile
     * @param high not below the quantile
     * @param discrete whether only integers count
     */
    static double between(DoubleUnaryOperator cdf, double p, double low, double high, boolean discrete) {
        if (!(low < high) || cdf.applyAsDouble(low) >= p) {
            return low;
        }
        double below = low;
        double above = high;
        double middle = middle(below, above, discrete);
        while (middle > below && middle < above) {
            if (cdf.applyAsDouble(middle) < p) {
                below = middle;
            } else {
                above = middle;
            }
            middle = middle(below, above, discrete);
        }
        return above;
    }

    private static double middle(double below, double above, boolean discrete) {
        double middle = 0.5 * below + 0.5 * above;
        return discrete ? Math.floor(middle) : middle;
    }
}
