package org.penumbra.plots;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.picture.Sample;

/**
 * Quantiles of several values; NaN for a value that a sample does not have.
 *
 * @param rank place of each among all, from 1
 */
record Intervals(double[] rank, double[] q5, double[] q25, double[] median, double[] q75, double[] q95) {

    /** @param positions -1 for a value that the sample does not have */
    static Intervals of(Sample sample, List<Integer> positions) {
        int count = positions.size();
        double[][] all = new double[5][count];
        double[] shares = {0.05, 0.25, 0.5, 0.75, 0.95};
        for (int i = 0; i < count; i++) {
            Column column = positions.get(i) < 0 ? null : Column.of(sample, positions.get(i));
            for (int share = 0; share < shares.length; share++) {
                all[share][i] = column == null ? Double.NaN : column.quantile(shares[share]);
            }
        }
        double[] rank = IntStream.rangeClosed(1, count).asDoubleStream().toArray();
        return new Intervals(rank, all[0], all[1], all[2], all[3], all[4]);
    }

    Intervals byMedian() {
        int[] order = IntStream.range(0, rank.length).filter(i -> Double.isFinite(median[i])).boxed()
                .sorted(Comparator.comparingDouble(i -> median[i])).mapToInt(Integer::intValue).toArray();
        return picked(order, IntStream.rangeClosed(1, order.length).asDoubleStream().toArray());
    }

    /** About {@code most} of them, evenly spaced. */
    Intervals thinned(int most) {
        int stride = Math.max(1, rank.length / most);
        int[] kept = IntStream.range(0, rank.length).filter(i -> i % stride == 0 || i == rank.length - 1).toArray();
        return picked(kept, Arrays.stream(kept).mapToDouble(i -> rank[i]).toArray());
    }

    private Intervals picked(int[] order, double[] ranks) {
        return new Intervals(ranks, pick(q5, order), pick(q25, order), pick(median, order), pick(q75, order),
                pick(q95, order));
    }

    private static double[] pick(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }

    double lowest() {
        return Arrays.stream(q5).filter(Double::isFinite).min().orElse(Double.POSITIVE_INFINITY);
    }

    double highest() {
        return Arrays.stream(q95).filter(Double::isFinite).max().orElse(Double.NEGATIVE_INFINITY);
    }

    /** One row for each, at its place from the top. */
    void add(XyPanel panel, double shift, Tone tone) {
        for (int i = 0; i < rank.length; i++) {
            double y = i + shift;
            if (Double.isFinite(median[i])) {
                panel.add(Marks.segment(q5[i], y, q95[i], y, tone, 1.2)).add(Marks.segment(q25[i], y, q75[i], y, tone,
                        3.6));
                panel.add(Marks.dots(new double[] {median[i]}, new double[] {y}, 7, tone));
            }
        }
    }
}
