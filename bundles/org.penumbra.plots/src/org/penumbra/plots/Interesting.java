package org.penumbra.plots;

import java.util.stream.IntStream;
import org.penumbra.picture.Sample;

/** Which values a picture of pairs should show. */
final class Interesting {

    private static final int MOST_PAIRED = 150;
    private static final int MOST_DRAWS = 500;
    private static final double CERTAIN = 0.9999;

    private Interesting() {
    }

    /** Where draws diverged: values that have other means there; else values that hang together with another one. */
    static Choice.Interest pairs(Sample sample, boolean[] divergent, int alarms) {
        if (alarms > 0) {
            return new Choice.Interest(position -> shift(sample.values(position), divergent, alarms),
                    "those that differ most where trajectories diverged");
        }
        double[] strongest = strongest(sample);
        return new Choice.Interest(position -> position < strongest.length ? strongest[position] : Double.NaN,
                strongest.length < sample.names().size() ? "of the first " + strongest.length
                        + ", those that hang together most" : "those that hang together most");
    }

    private static double shift(double[] values, boolean[] divergent, int alarms) {
        double mean = 0;
        double there = 0;
        for (int i = 0; i < values.length; i++) {
            mean += values[i] / values.length;
            there += divergent[i] ? values[i] / alarms : 0;
        }
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        return Math.abs(there - mean) / Math.sqrt(variance);
    }

    /** The largest correlation that each value has with another; one that follows from another says nothing. */
    private static double[] strongest(Sample sample) {
        int count = Math.min(sample.names().size(), MOST_PAIRED);
        double[][] standard = IntStream.range(0, count).mapToObj(i -> standardised(sample.values(i)))
                .toArray(double[][]::new);
        double[] strongest = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                double correlation = Math.abs(product(standard[i], standard[j]));
                if (correlation < CERTAIN) {
                    strongest[i] = Math.max(strongest[i], correlation);
                    strongest[j] = Math.max(strongest[j], correlation);
                }
            }
        }
        return strongest;
    }

    /** Evenly spaced draws with mean 0 and length 1; NaN where nothing varies. */
    static double[] standardised(double[] values) {
        int stride = Math.max(1, values.length / MOST_DRAWS);
        double[] some = IntStream.range(0, values.length / stride).mapToDouble(i -> values[i * stride]).toArray();
        double mean = java.util.Arrays.stream(some).average().orElse(0);
        double length = 0;
        for (double value : some) {
            length += (value - mean) * (value - mean);
        }
        for (int i = 0; i < some.length; i++) {
            some[i] = (some[i] - mean) / Math.sqrt(length);
        }
        return some;
    }

    static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return Double.isNaN(sum) ? 0 : sum;
    }
}
