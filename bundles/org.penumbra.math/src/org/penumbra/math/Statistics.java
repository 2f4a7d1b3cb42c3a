package org.penumbra.math;

import java.util.Arrays;

/**
 * Summaries of samples. An empty sample has no summary: everything here is NaN for it. A NaN among the values makes the
 * summary NaN.
 */
public final class Statistics {

    private Statistics() {
    }

    /** The arithmetic mean, with one pass to correct the rounding of the first. */
    public static double mean(double[] values) {
        double first = sum(values, 0) / values.length;
        return Double.isFinite(first) ? first + sum(values, first) / values.length : first;
    }

    /**
     * The unbiased variance (divisor n - 1) by the corrected two-pass algorithm (Chan, Golub and LeVeque 1983).
     *
     * @return NaN for fewer than two values
     */
    public static double variance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        double rest = 0;
        for (double value : values) {
            double deviation = value - mean;
            squares += deviation * deviation;
            rest += deviation;
        }
        int n = values.length;
        return n < 2 ? Double.NaN : (squares - rest * rest / n) / (n - 1);
    }

    /** Square root of {@link #variance}. */
    public static double standardDeviation(double[] values) {
        return Math.sqrt(variance(values));
    }

    /**
     * The Monte Carlo standard error of the mean of independent draws.
     *
     * @return NaN for fewer than two values
     */
    public static double standardError(double[] values) {
        return Math.sqrt(variance(values) / values.length);
    }

    /**
     * The quantile of type 7 (Hyndman and Fan 1996): linear between the order statistics, as R and NumPy do by default.
     *
     * @param values in any order, not changed
     * @param probability in [0, 1]
     * @throws IllegalArgumentException when the probability lies outside of [0, 1]
     */
    public static double quantile(double[] values, double probability) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return quantileOfSorted(sorted, probability);
    }

    /**
     * {@link #quantile} without copy and sort, for several quantiles of one sample.
     *
     * @param sorted ascending, NaN last, as {@link Arrays#sort(double[])} leaves it
     */
    public static double quantileOfSorted(double[] sorted, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability in [0, 1] was expected, not " + probability);
        }
        int n = sorted.length;
        if (n == 0 || Double.isNaN(sorted[n - 1])) {
            return Double.NaN;
        }
        double position = probability * (n - 1);
        int below = (int) position;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, n - 1)];
        // Equal neighbours may be infinite, where the interpolation would give NaN.
        return low == high ? low : low + (position - below) * (high - low);
    }

    private static double sum(double[] values, double origin) {
        double sum = 0;
        for (double value : values) {
            sum += value - origin;
        }
        return sum;
    }
}
