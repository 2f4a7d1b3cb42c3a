package org.penumbra.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * What repeated measurements say: the middle one, and how far they lie apart.
 *
 * @param median of the rounds
 * @param lowest the smallest
 * @param highest the largest
 */
record Spread(double median, double lowest, double highest) {

    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Round by round, so that a busy moment of the machine, which hits both sides, cancels. */
    static Spread ofRatios(double[] above, double[] below) {
        double[] ratios = new double[above.length];
        Arrays.setAll(ratios, round -> above[round] / below[round]);
        return of(ratios);
    }

    /** Lowest to highest. */
    String range(String format) {
        return String.format(Locale.ROOT, format + "-" + format, lowest, highest);
    }
}
