package org.penumbra.inference.gaussian;

import java.util.Arrays;
import org.penumbra.math.DenseCholesky;
import org.penumbra.math.SymmetricEigen;

/**
 * Batch and match (Cai, Modi, Pillaud-Vivien, Margossian, Gower, Blei and Saul 2024, algorithm 1): the normal that
 * minimises the score-based divergence over the batch plus the KL divergence from the present normal over lambda. With
 * the empirical moments of draws and scores, Sigma solves Sigma U Sigma + Sigma = V. The regularisation is
 * lambda = B n / t at iteration t for B draws in n dimensions (their section 5.1).
 *
 * <p>In the coordinates of z with V = K K' and M = K' U K, Sigma = K X K' where X M X + X = 1: X has the eigenvectors
 * of M, and 2 / (1 + sqrt(1 + 4 m)) for an eigenvalue m. M has rank B + 1 at most; where that is less than n, the
 * eigenvectors are those of a matrix of that order.
 */
final class MatchRule implements Rule {

    private final int n;
    private final double[] meanScore;
    private final double[] work;
    private final double[][] v;
    private final double[][] x;
    /** Columns of a square root of M, one per row. */
    private double[][] root = {};

    MatchRule(int dimension) {
        this.n = dimension;
        this.meanScore = new double[n];
        this.work = new double[n];
        this.v = new double[n][n];
        this.x = new double[n][n];
    }

    @Override
    public void next(double[][] z, double[][] h, int count, long iteration, double[] mean, double[][] covariance) {
        double lambda = count * (double) n / iteration;
        double share = lambda / (1 + lambda);
        moments(z, count, lambda, share, mean);
        average(h, count, meanScore);
        if (!DenseCholesky.factor(v)) {
            mean[0] = Double.NaN;
            return;
        }
        squareRoot(h, count, lambda, share);
        solve(count + 1);
        around(covariance);
        for (int i = 0; i < n; i++) {
            double sum = mean[i];
            for (int j = 0; j < n; j++) {
                sum += covariance[i][j] * meanScore[j];
            }
            work[i] = share * sum;
        }
        System.arraycopy(work, 0, mean, 0, n);
    }

    /** V = 1 + lambda C + share z z', and the mean of z. */
    private void moments(double[][] z, int count, double lambda, double share, double[] mean) {
        average(z, count, mean);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int b = 0; b < count; b++) {
                    sum += (z[b][i] - mean[i]) * (z[b][j] - mean[j]);
                }
                v[i][j] = (i == j ? 1 : 0) + lambda * sum / count + share * mean[i] * mean[j];
            }
        }
    }

    private void average(double[][] rows, int count, double[] mean) {
        Arrays.fill(mean, 0);
        for (int b = 0; b < count; b++) {
            for (int i = 0; i < n; i++) {
                mean[i] += rows[b][i] / count;
            }
        }
    }

    /** K' times the columns that U is made of: centred scores, and their mean. */
    private void squareRoot(double[][] h, int count, double lambda, double share) {
        if (root.length != count + 1) {
            root = new double[count + 1][n];
        }
        double weight = Math.sqrt(lambda / count);
        for (int b = 0; b <= count; b++) {
            for (int i = 0; i < n; i++) {
                work[i] = b < count ? weight * (h[b][i] - meanScore[i]) : Math.sqrt(share) * meanScore[i];
            }
            Arrays.fill(root[b], 0);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    root[b][j] += v[i][j] * work[i];
                }
            }
        }
    }

    private void solve(int rank) {
        boolean low = rank < n;
        double[][] matrix = new double[low ? rank : n][low ? rank : n];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = low ? product(root[i], root[j]) : column(rank, i, j);
                matrix[j][i] = matrix[i][j];
            }
        }
        if (!isFinite(matrix)) {
            x[0][0] = Double.NaN;
            return;
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        for (double[] row : x) {
            Arrays.fill(row, 0);
        }
        for (int k = 0; k < matrix.length; k++) {
            double solution = 2 / (1 + Math.sqrt(1 + 4 * Math.max(eigen.values()[k], 0)));
            // Of low rank: X = 1 - Q w x^2 w' Q', since (x - 1) / m = -x^2.
            add(low ? combine(eigen.vectors()[k], rank) : eigen.vectors()[k], low ? -solution * solution : solution);
        }
        for (int i = 0; low && i < n; i++) {
            x[i][i] += 1;
        }
    }

    private static boolean isFinite(double[][] matrix) {
        boolean finite = true;
        for (double[] row : matrix) {
            for (double entry : row) {
                finite &= Double.isFinite(entry);
            }
        }
        return finite;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private double column(int rank, int i, int j) {
        double sum = 0;
        for (int b = 0; b < rank; b++) {
            sum += root[b][i] * root[b][j];
        }
        return sum;
    }

    private double[] combine(double[] weights, int rank) {
        Arrays.fill(work, 0);
        for (int b = 0; b < rank; b++) {
            for (int i = 0; i < n; i++) {
                work[i] += weights[b] * root[b][i];
            }
        }
        return work;
    }

    private void add(double[] vector, double weight) {
        for (int i = 0; i < n; i++) {
            double factor = weight * vector[i];
            for (int j = 0; j < n; j++) {
                x[i][j] += factor * vector[j];
            }
        }
    }

    /** K X K'. */
    private void around(double[][] covariance) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(work, 0);
            for (int k = 0; k <= i; k++) {
                for (int j = 0; j < n; j++) {
                    work[j] += v[i][k] * x[k][j];
                }
            }
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += work[k] * v[j][k];
                }
                covariance[i][j] = sum;
                covariance[j][i] = sum;
            }
        }
    }
}
