package org.penumbra.inference.ascent;

import java.util.Arrays;
import org.penumbra.inference.draws.Evaluations;

/**
 * The negative of the Hessian of a log density by central differences of its gradient: the precision of the normal that
 * fits there. Takes 2 n gradients, side by side, or 4 n where the first steps turn out far from the scales of the
 * coordinates.
 */
public final class NegativeHessian {

    /** Relative to a posterior standard deviation: truncation costs 1e-8, rounding some 1e-12 of the gradient. */
    private static final double STEP = 1e-4;
    /** Steps that are off by more than this factor are taken again. */
    private static final double OFF = 10;
    private static final int BLOCK = 64;

    private final Evaluations evaluations;
    private final int n;
    private final double[][] points;
    private final double[][] gradients;
    private final double[] values;

    public NegativeHessian(Evaluations evaluations, int dimension) {
        this.evaluations = evaluations;
        this.n = dimension;
        int block = 2 * Math.min(BLOCK, dimension);
        this.points = new double[block][dimension];
        this.gradients = new double[block][dimension];
        this.values = new double[block];
    }

    /**
     * @param scales n posterior standard deviations, roughly, that the steps follow
     * @param result n rows, overwritten: symmetric; NaN where the gradient is not finite nearby
     */
    public void at(double[] x, double[] scales, double[][] result) {
        for (int from = 0; from < n; from += BLOCK) {
            columns(x, scales, from, Math.min(from + BLOCK, n), result);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (result[i][j] + result[j][i]);
                result[i][j] = mean;
                result[j][i] = mean;
            }
        }
    }

    /** Where the scales are not known: they are taken from a first attempt that assumes the size of the coordinates. */
    public void at(double[] x, double[][] result) {
        double[] scales = new double[n];
        Arrays.setAll(scales, i -> Math.max(Math.abs(x[i]), 1));
        at(x, scales, result);
        boolean off = false;
        for (int i = 0; i < n; i++) {
            double scale = 1 / Math.sqrt(Math.abs(result[i][i]));
            if (scale > 0 && Double.isFinite(scale)) {
                off |= scale > OFF * scales[i] || scale < scales[i] / OFF;
                scales[i] = Math.min(scale, OFF * OFF * scales[i]);
            }
        }
        if (off) {
            at(x, scales, result);
        }
    }

    /**
     * The diagonal alone, in n numbers of memory.
     *
     * @param result n numbers, overwritten; NaN where the gradient is not finite nearby
     */
    public void diagonal(double[] x, double[] result) {
        double[] scales = new double[n];
        Arrays.setAll(scales, i -> Math.max(Math.abs(x[i]), 1));
        for (int pass = 0; pass < 2; pass++) {
            for (int from = 0; from < n; from += BLOCK) {
                int to = Math.min(from + BLOCK, n);
                place(x, scales, from, to);
                for (int i = from; i < to; i++) {
                    int up = 2 * (i - from);
                    result[i] = (gradients[up + 1][i] - gradients[up][i]) / (points[up][i] - points[up + 1][i]);
                }
            }
            for (int i = 0; i < n; i++) {
                double scale = 1 / Math.sqrt(Math.abs(result[i]));
                scales[i] = scale > 0 && Double.isFinite(scale) ? Math.min(scale, OFF * OFF * scales[i]) : scales[i];
            }
        }
    }

    private void columns(double[] x, double[] scales, int from, int to, double[][] result) {
        place(x, scales, from, to);
        for (int i = from; i < to; i++) {
            int up = 2 * (i - from);
            double width = points[up][i] - points[up + 1][i];
            for (int j = 0; j < n; j++) {
                result[i][j] = (gradients[up + 1][j] - gradients[up][j]) / width;
            }
        }
    }

    /** Evaluates on both sides of x along each of these coordinates. */
    private void place(double[] x, double[] scales, int from, int to) {
        for (int i = from; i < to; i++) {
            double[] up = points[2 * (i - from)];
            double[] down = points[2 * (i - from) + 1];
            System.arraycopy(x, 0, up, 0, n);
            System.arraycopy(x, 0, down, 0, n);
            up[i] += STEP * scales[i];
            down[i] -= STEP * scales[i];
        }
        evaluations.gradients(points, 2 * (to - from), values, gradients);
    }
}
