package org.penumbra.diagnostics.chains;

import org.penumbra.inference.SiteMap;
import org.penumbra.core.Workers;
import org.penumbra.math.chains.ChainSample;

/**
 * The statistics of all reported values, and which value is worst in each. Values that are constant, or known from
 * others so far as to be a rounding error apart, have none.
 */
final class Worst {

    /** Numbers held at once. */
    private static final int HELD = 8_000_000;

    private final double[] rHat;
    private final double[] bulk;
    private final double[] tail;
    private final boolean[] undefined;

    Worst(SiteMap sites, double[][] points, int chains, Workers workers) {
        int count = sites.valueCount();
        this.rHat = new double[count];
        this.bulk = new double[count];
        this.tail = new double[count];
        this.undefined = new boolean[count];
        int block = Math.max(1, HELD / points.length);
        for (int from = 0; from < count; from += block) {
            int first = from;
            double[][] columns = columns(sites, points, from, Math.min(count, from + block));
            workers.run(columns.length, i -> assess(first + i, columns[i], chains));
        }
    }

    private void assess(int value, double[] draws, int chains) {
        ChainSample sample = ChainSample.of(draws, chains);
        rHat[value] = sample.rHat();
        bulk[value] = sample.essBulk();
        tail[value] = sample.essTail();
        for (double draw : draws) {
            undefined[value] |= !Double.isFinite(draw);
        }
    }

    private static double[][] columns(SiteMap sites, double[][] points, int from, int to) {
        double[][] columns = new double[to - from][points.length];
        double[] values = new double[sites.valueCount()];
        for (int draw = 0; draw < points.length; draw++) {
            sites.constrain(points[draw], values);
            for (int i = from; i < to; i++) {
                columns[i - from][draw] = values[i];
            }
        }
        return columns;
    }

    /** Value with the largest R-hat; -1 when none has one. */
    int rHatAt() {
        return largest(rHat, 1);
    }

    double rHat(int value) {
        return value < 0 ? Double.NaN : rHat[value];
    }

    /** Value with the smallest effective size in the bulk; -1 when none has one. */
    int bulkAt() {
        return largest(bulk, -1);
    }

    double bulk(int value) {
        return value < 0 ? Double.NaN : bulk[value];
    }

    /** Value with the smallest effective size in the tails; -1 when none has one. */
    int tailAt() {
        return largest(tail, -1);
    }

    double tail(int value) {
        return value < 0 ? Double.NaN : tail[value];
    }

    /** The first value that is not a number in some draw; -1 when there is none. */
    int undefinedAt() {
        for (int i = 0; i < undefined.length; i++) {
            if (undefined[i]) {
                return i;
            }
        }
        return -1;
    }

    /** How many values have an R-hat above a limit. */
    long above(double limit) {
        long count = 0;
        for (double one : rHat) {
            count += one > limit ? 1 : 0;
        }
        return count;
    }

    private static int largest(double[] values, int sign) {
        int at = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i]) && (at < 0 || sign * values[i] > sign * values[at])) {
                at = i;
            }
        }
        return at;
    }
}
