package org.penumbra.session;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Moments and quantiles of values that do not all count alike. */
final class WeightedValues {

    private final double[] sorted;
    /** Share of the weight up to the middle of each value. */
    private final double[] position;
    private final double mean;
    private final double variance;

    /** @param weights sum to 1 */
    WeightedValues(double[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue).toArray();
        this.sorted = new double[values.length];
        this.position = new double[values.length];
        double sum = 0;
        double below = 0;
        double squares = 0;
        for (int i = 0; i < order.length; i++) {
            double weight = weights[order[i]];
            sorted[i] = values[order[i]];
            position[i] = below + weight / 2;
            below += weight;
            sum += weight * sorted[i];
            squares += weight * weight;
        }
        this.mean = sum;
        double spread = 0;
        for (int i = 0; i < order.length; i++) {
            spread += weights[order[i]] * (sorted[i] - mean) * (sorted[i] - mean);
        }
        // With equal weights this is the usual n - 1.
        this.variance = squares < 1 ? spread / (1 - squares) : 0;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return Math.sqrt(variance);
    }

    /** Linear between the values, each of which stands in the middle of its weight. */
    double quantile(double probability) {
        int found = Arrays.binarySearch(position, probability);
        int above = found >= 0 ? found : -found - 1;
        if (above == 0) {
            return sorted[0];
        }
        if (above == sorted.length) {
            return sorted[sorted.length - 1];
        }
        double gap = position[above] - position[above - 1];
        double share = gap > 0 ? (probability - position[above - 1]) / gap : 1;
        return sorted[above - 1] + share * (sorted[above] - sorted[above - 1]);
    }
}
