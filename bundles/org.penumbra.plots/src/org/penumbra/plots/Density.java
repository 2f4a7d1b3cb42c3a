package org.penumbra.plots;

import java.util.Arrays;

/**
 * A smoothed density of draws: a normal kernel with Silverman's bandwidth, 0.9 min(sd, IQR / 1.34) n^(-1/5) (Silverman
 * 1986, eq. 3.31), on a grid over the central 99.5 % and a little more. Density that a kernel would put beyond the
 * bounds of a support is reflected at them.
 *
 * @param x grid, ascending
 * @param y densities there
 */
record Density(double[] x, double[] y) {

    private static final int POINTS = 160;
    private static final int CELLS = 640;
    private static final double TAIL = 0.0025;
    private static final double REACH = 4;
    /** What varies less than this, relatively, is one number with rounding errors. */
    private static final double ROUNDING = 1e-9;

    /** @param support in the words of the language */
    static Density of(Column column, String support) {
        double low = column.quantile(TAIL);
        double high = column.quantile(1 - TAIL);
        double width = bandwidth(column, high - low);
        if (!(width > ROUNDING * Math.max(Math.abs(low), Math.abs(high)))) {
            return new Density(new double[] {low, low}, new double[] {0, 1});
        }
        double lower = support.startsWith("positive") || support.startsWith("nonnegative")
                || support.startsWith("unit") || support.startsWith("simplex") ? 0 : Double.NEGATIVE_INFINITY;
        double upper = support.startsWith("unit") || support.startsWith("simplex") ? 1 : Double.POSITIVE_INFINITY;
        double first = Math.max(lower, low - 2.5 * width);
        double last = Math.min(upper, high + 2.5 * width);
        double cell = (last - first) / CELLS;
        double[] mass = binned(column, first, cell);
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = first + (last - first) * i / (POINTS - 1);
            y[i] = smoothed(mass, first, cell, width, x[i]);
            y[i] += Double.isFinite(lower) ? smoothed(mass, first, cell, width, 2 * lower - x[i]) : 0;
            y[i] += Double.isFinite(upper) ? smoothed(mass, first, cell, width, 2 * upper - x[i]) : 0;
        }
        return new Density(x, y);
    }

    private static double bandwidth(Column column, double range) {
        double spread = (column.quantile(0.75) - column.quantile(0.25)) / 1.34;
        double sd = column.sd();
        double scale = spread > 0 ? Math.min(sd, spread) : sd;
        return Math.max(0.9 * scale * Math.pow(Math.max(column.effective(), 1), -0.2), range / POINTS);
    }

    private static double[] binned(Column column, double first, double cell) {
        double[] mass = new double[CELLS];
        for (int i = 0; i < column.count(); i++) {
            double at = (column.value(i) - first) / cell;
            if (at >= 0 && at <= CELLS) {
                mass[Math.min(CELLS - 1, (int) at)] += column.weight(i);
            }
        }
        return mass;
    }

    private static double smoothed(double[] mass, double first, double cell, double width, double x) {
        int from = Math.max(0, (int) ((x - REACH * width - first) / cell));
        int to = Math.min(CELLS - 1, (int) ((x + REACH * width - first) / cell));
        double sum = 0;
        for (int i = from; i <= to; i++) {
            double z = (x - first - (i + 0.5) * cell) / width;
            sum += mass[i] == 0 ? 0 : mass[i] * StrictMath.exp(-0.5 * z * z);
        }
        return sum / (width * Math.sqrt(2 * Math.PI));
    }

    double highest() {
        return Arrays.stream(y).max().orElse(1);
    }

    double first() {
        return x[0];
    }

    double last() {
        return x[x.length - 1];
    }
}
