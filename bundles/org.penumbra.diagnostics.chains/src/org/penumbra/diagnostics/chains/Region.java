package org.penumbra.diagnostics.chains;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.inference.SiteMap;

/**
 * Where marked draws lie: the value whose ranks tell them best from the others. A mean rank of 0.1 among all draws,
 * say, means small values.
 */
final class Region {

    /** Mean ranks nearer to the middle than this tell nothing. */
    private static final double NOTABLE = 0.15;
    /** Of the mean of so many uniform ranks, in standard deviations; with thousands of values chance exceeds 4. */
    private static final double ERRORS = 5;
    /** Values compared at most: the first ones. */
    private static final int MOST_VALUES = 2000;

    private Region() {
    }

    /**
     * @param marked positive where a draw is
     * @return such as {@code tau is small (median 0.12, of all draws 3.2)}; empty when no value stands out
     */
    static Optional<String> of(SiteMap sites, double[][] points, double[] marked) {
        int count = Math.min(sites.valueCount(), MOST_VALUES);
        double[][] columns = columns(sites, points, count);
        double uniform = 1 / Math.sqrt(12 * Arrays.stream(marked).filter(value -> value > 0).count());
        double limit = Math.max(NOTABLE, ERRORS * uniform);
        int best = -1;
        double farthest = limit;
        for (int i = 0; i < count; i++) {
            double off = Math.abs(meanRank(columns[i], marked) - 0.5);
            if (off > farthest) {
                farthest = off;
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(describe(sites.valueName(best), columns[best], marked));
    }

    private static String describe(String name, double[] column, double[] marked) {
        double[] there = new double[column.length];
        int count = 0;
        for (int i = 0; i < column.length; i++) {
            if (marked[i] > 0) {
                there[count++] = column[i];
            }
        }
        String size = meanRank(column, marked) < 0.5 ? "small" : "large";
        return String.format(Locale.ROOT, "%s is %s (median %.3g, of all draws %.3g)", name, size,
                median(Arrays.copyOf(there, count)), median(column.clone()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double meanRank(double[] column, double[] marked) {
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < column.length; i++) {
            if (marked[i] > 0) {
                sum += (Arrays.binarySearch(sorted, column[i]) + 0.5) / column.length;
                count++;
            }
        }
        return sorted[0] == sorted[sorted.length - 1] ? 0.5 : sum / count;
    }

    private static double[][] columns(SiteMap sites, double[][] points, int count) {
        double[][] columns = new double[count][points.length];
        double[] values = new double[sites.valueCount()];
        for (int draw = 0; draw < points.length; draw++) {
            sites.constrain(points[draw], values);
            for (int i = 0; i < count; i++) {
                columns[i][draw] = values[i];
            }
        }
        return columns;
    }
}
