package org.penumbra.plots;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.picture.Sample;

/** The finite draws of one value, sorted, with what each counts for. */
final class Column {

    private final double[] sorted;
    /** Share of the draws up to and including each. */
    private final double[] cumulative;
    private final double effective;

    private Column(double[] sorted, double[] cumulative, double effective) {
        this.sorted = sorted;
        this.cumulative = cumulative;
        this.effective = effective;
    }

    static Column of(Sample sample, int position) {
        return of(sample.values(position), sample.weights());
    }

    static Column of(double[] values, Optional<double[]> weights) {
        if (weights.isEmpty()) {
            return ofEqual(Arrays.stream(values).filter(Double::isFinite).toArray());
        }
        int[] order = IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).boxed()
                .sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(Integer::intValue).toArray();
        double[] sorted = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
        double[] cumulative = new double[sorted.length];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < order.length; i++) {
            double weight = weights.get()[order[i]];
            sum += weight;
            squares += weight * weight;
            cumulative[i] = sum;
        }
        for (int i = 0; i < cumulative.length; i++) {
            cumulative[i] /= sum;
        }
        return new Column(sorted, cumulative, squares > 0 ? sum * sum / squares : 0);
    }

    private static Column ofEqual(double[] values) {
        Arrays.sort(values);
        double[] cumulative = new double[values.length];
        Arrays.setAll(cumulative, i -> (i + 1.0) / values.length);
        return new Column(values, cumulative, values.length);
    }

    int count() {
        return sorted.length;
    }

    /** As many draws of equal weight as these are worth. */
    double effective() {
        return effective;
    }

    double value(int rank) {
        return sorted[rank];
    }

    double weight(int rank) {
        return cumulative[rank] - (rank == 0 ? 0 : cumulative[rank - 1]);
    }

    /** The smallest value with at least this share at or below it; NaN without draws. */
    double quantile(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int found = Arrays.binarySearch(cumulative, share);
        int rank = found >= 0 ? found : -found - 1;
        return sorted[Math.min(rank, sorted.length - 1)];
    }

    double mean() {
        double mean = 0;
        for (int i = 0; i < sorted.length; i++) {
            mean += weight(i) * sorted[i];
        }
        return sorted.length == 0 ? Double.NaN : mean;
    }

    double sd() {
        double mean = mean();
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += weight(i) * (sorted[i] - mean) * (sorted[i] - mean);
        }
        return Math.sqrt(sum);
    }

    /** Whole numbers, and not many different ones. */
    boolean isDiscrete(int most) {
        return sorted.length > 0 && sorted[sorted.length - 1] - sorted[0] < most
                && Arrays.stream(sorted).allMatch(value -> value == Math.rint(value));
    }
}
