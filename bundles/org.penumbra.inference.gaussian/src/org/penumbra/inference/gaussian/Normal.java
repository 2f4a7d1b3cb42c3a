package org.penumbra.inference.gaussian;

import java.util.Arrays;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.math.DenseCholesky;

/** The normal that moves: x = mean + L z with a lower triangular L. Moves are given in the coordinates of z. */
final class Normal {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    final int n;
    final double[] mean;
    final double[][] factor;
    private final double[] row;

    Normal(double[] mean, double[] scales) {
        this.n = mean.length;
        this.mean = mean.clone();
        this.factor = new double[n][n];
        this.row = new double[n];
        for (int i = 0; i < n; i++) {
            factor[i][i] = scales[i];
        }
    }

    /** x = mean + L z. */
    void place(double[] z, double[] x) {
        for (int i = 0; i < n; i++) {
            double sum = mean[i];
            double[] l = factor[i];
            for (int j = 0; j <= i; j++) {
                sum += l[j] * z[j];
            }
            x[i] = sum;
        }
    }

    /** h = L' g, the gradient with respect to z. */
    void pull(double[] g, double[] h) {
        Arrays.fill(h, 0);
        for (int i = 0; i < n; i++) {
            double[] l = factor[i];
            for (int j = 0; j <= i; j++) {
                h[j] += l[j] * g[i];
            }
        }
    }

    /** log q at the draw that z gives. */
    double logDensity(double[] z) {
        double logQ = -n * HALF_LOG_TWO_PI;
        for (int i = 0; i < n; i++) {
            logQ -= StrictMath.log(factor[i][i]) + 0.5 * z[i] * z[i];
        }
        return logQ;
    }

    /**
     * Becomes the normal that has this mean and covariance in the coordinates of z.
     *
     * @param covariance spoilt
     * @return false, and nothing has changed, when the result would not be a normal
     */
    boolean move(double[] shift, double[][] covariance) {
        if (!isFinite(shift) || !DenseCholesky.factor(covariance)) {
            return false;
        }
        place(shift, row);
        System.arraycopy(row, 0, mean, 0, n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(factor[i], 0, row, 0, n);
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = j; k <= i; k++) {
                    sum += row[k] * covariance[k][j];
                }
                factor[i][j] = sum;
            }
        }
        return true;
    }

    /** Draws nearer to the mean by a factor. */
    void shrink(double by) {
        for (double[] l : factor) {
            for (int j = 0; j < n; j++) {
                l[j] *= by;
            }
        }
    }

    double sd(int i) {
        double square = 0;
        for (int j = 0; j <= i; j++) {
            square += factor[i][j] * factor[i][j];
        }
        return Math.sqrt(square);
    }

    DenseNormal guide() {
        return DenseNormal.of(mean, factor);
    }

    private static boolean isFinite(double[] values) {
        boolean finite = true;
        for (double value : values) {
            finite &= Double.isFinite(value);
        }
        return finite;
    }

    void save(StateWriter state) {
        state.add(mean).add(factor);
    }

    void restore(StateReader state) {
        state.next(mean);
        state.next(factor);
    }
}
