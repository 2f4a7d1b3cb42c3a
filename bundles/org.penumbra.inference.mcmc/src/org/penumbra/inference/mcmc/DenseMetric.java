package org.penumbra.inference.mcmc;

import java.util.Arrays;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.DenseCholesky;

/** T is the Cholesky factor of a covariance, kept by rows and by columns so that both products add along rows. */
final class DenseMetric extends Metric {

    private final double[][] rows;
    private final double[][] columns;

    private DenseMetric(double[][] lower) {
        int n = lower.length;
        this.rows = new double[n][];
        this.columns = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(lower[i], i + 1);
            columns[i] = new double[n];
            for (int k = i; k < n; k++) {
                columns[i][k] = lower[k][i];
            }
        }
    }

    /**
     * @param covariance spoilt
     * @return null when it is not positive definite
     */
    static DenseMetric of(double[][] covariance) {
        return DenseCholesky.factor(covariance) ? new DenseMetric(covariance) : null;
    }

    static DenseMetric restored(StateReader state, int dimension) {
        double[][] lower = new double[dimension][dimension];
        state.next(lower);
        return new DenseMetric(lower);
    }

    @Override
    void move(double[] p, double step, double[] x) {
        int n = columns.length;
        for (int k = 0; k < n; k++) {
            double[] column = columns[k];
            double factor = step * p[k];
            for (int i = k; i < n; i++) {
                x[i] += factor * column[i];
            }
        }
    }

    @Override
    void pull(double[] gradient, double[] pulled) {
        Arrays.fill(pulled, 0);
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            double factor = gradient[i];
            for (int k = 0; k < row.length; k++) {
                pulled[k] += factor * row[k];
            }
        }
    }

    /** Replaces x by T^-1 x. */
    void whiten(double[] x) {
        DenseCholesky.solveLower(rows, x);
    }

    /** T C T' for a symmetric matrix C. */
    double[][] spread(double[][] c) {
        int n = rows.length;
        double[][] left = new double[n][n];
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                for (int j = 0; j < n; j++) {
                    left[i][j] += rows[i][k] * c[k][j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += left[i][k] * rows[j][k];
                }
                result[i][j] = sum;
                result[j][i] = sum;
            }
        }
        return result;
    }

    @Override
    double[] variances() {
        return Arrays.stream(rows).mapToDouble(row -> Arrays.stream(row).map(l -> l * l).sum()).toArray();
    }

    @Override
    MetricKind kind() {
        return MetricKind.DENSE;
    }

    @Override
    void save(StateWriter state) {
        state.add(kind().ordinal());
        for (double[] row : rows) {
            state.add(Arrays.copyOf(row, rows.length));
        }
    }
}
