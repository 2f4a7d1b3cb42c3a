package org.penumbra.inference.pathfinder;

import java.util.Arrays;
import org.penumbra.inference.ascent.CurvaturePairs;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.DenseCholesky;

/**
 * The normal that L-BFGS sees at an iterate (Zhang, Carpenter, Gelman and Vehtari 2022, algorithms 3 and 4): covariance
 * diag(a)^1/2 (1 + Q (L L' - 1) Q') diag(a)^1/2 with orthonormal columns Q, mean where its Newton step leads.
 *
 * <p>With pairs S, Y, the inverse Hessian is diag(a) + W M W', W = [S, diag(a) Y] (Byrd, Nocedal and Schnabel 1994,
 * equation 3.1); after division by diag(a)^1/2, the columns of W are made orthonormal, W = Q R, and
 * L L' = 1 + R M R'. Memory is reused from fit to fit.
 */
final class LowRankFit {

    /** Columns that are shorter than this, after what others explain is taken away, add rounding errors only. */
    private static final double DEPENDENT = 1e-7;

    final int n;
    final double[] mean;
    final double[] logScale;
    /** Orthonormal columns, one per row; {@link #rank} of them. */
    final double[][] basis;
    /** Lower triangular, of order {@link #rank}. */
    double[][] factor;
    int rank;
    private final double[] column;
    private final double[] step;

    LowRankFit(int dimension, int history) {
        this.n = dimension;
        this.mean = new double[n];
        this.logScale = new double[n];
        this.basis = new double[Math.min(n, Math.max(2 * history, Path.LARGEST_EXACT))][n];
        this.factor = new double[0][0];
        this.column = new double[n];
        this.step = new double[n];
    }

    /** Independent coordinates. */
    void setIndependent(double[] newMean, double[] scales) {
        System.arraycopy(newMean, 0, mean, 0, n);
        for (int i = 0; i < n; i++) {
            logScale[i] = StrictMath.log(scales[i]);
        }
        rank = 0;
        factor = new double[0][0];
    }

    /** @return false when rounding leaves no positive definite covariance; the fit is then not to be used */
    boolean fit(Lbfgs at) {
        CurvaturePairs pairs = at.pairs();
        pairs.direction(at.gradient(), step);
        for (int i = 0; i < n; i++) {
            mean[i] = at.x()[i] + step[i];
            logScale[i] = 0.5 * StrictMath.log(pairs.diagonal()[i]);
        }
        double[][] middle = middle(pairs);
        double[][] coefficients = orthonormalize(pairs);
        factor = sandwich(coefficients, middle, rank);
        for (int i = 0; i < rank; i++) {
            factor[i][i] += 1;
        }
        return DenseCholesky.factor(factor) && isFinite();
    }

    /**
     * With a known precision, of full rank: the basis is that of the coordinates, and their standard deviations are the
     * scales.
     *
     * @param precision n rows; spoilt
     */
    boolean fit(Lbfgs at, double[][] precision) {
        if (n > basis.length || !DenseCholesky.factor(precision)) {
            return false;
        }
        rank = n;
        factor = new double[n][n];
        DenseCholesky.inverse(precision, factor);
        System.arraycopy(at.gradient(), 0, step, 0, n);
        DenseCholesky.solve(precision, step);
        for (int i = 0; i < n; i++) {
            mean[i] = at.x()[i] + step[i];
            logScale[i] = 0.5 * StrictMath.log(factor[i][i]);
            Arrays.fill(basis[i], 0);
            basis[i][i] = 1;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                factor[i][j] /= StrictMath.exp(logScale[i] + logScale[j]);
            }
        }
        return DenseCholesky.factor(factor) && isFinite();
    }

    private boolean isFinite() {
        boolean finite = true;
        for (int i = 0; i < n; i++) {
            finite &= Double.isFinite(mean[i]) && Double.isFinite(logScale[i]);
        }
        return finite;
    }

    /** M = [[R^-T (D + Y' a Y) R^-1, -R^-T], [-R^-1, 0]] with R the upper triangle of S'Y and D its diagonal. */
    private double[][] middle(CurvaturePairs pairs) {
        int m = pairs.count();
        double[][] inverse = inverse(pairs);
        double[][] inner = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                inner[i][j] = (i == j ? pairs.product(i) : 0) + weighted(pairs.change(i), pairs.change(j),
                        pairs.diagonal());
            }
        }
        double[][] transposed = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                transposed[i][j] = inverse[j][i];
            }
        }
        double[][] corner = sandwich(transposed, inner, m);
        double[][] middle = new double[2 * m][2 * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                middle[i][j] = corner[i][j];
                middle[m + i][j] = -inverse[i][j];
                middle[j][m + i] = -inverse[i][j];
            }
        }
        return middle;
    }

    /** R^-1. */
    private static double[][] inverse(CurvaturePairs pairs) {
        int m = pairs.count();
        double[][] inverse = new double[m][m];
        double[] row = new double[m];
        for (int i = m - 1; i >= 0; i--) {
            for (int k = i + 1; k < m; k++) {
                row[k] = dot(pairs.step(i), pairs.change(k));
            }
            for (int j = i; j < m; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = i + 1; k <= j; k++) {
                    sum -= row[k] * inverse[k][j];
                }
                inverse[i][j] = sum / pairs.product(i);
            }
        }
        return inverse;
    }

    /** A B A' for the first rows of A. */
    private static double[][] sandwich(double[][] a, double[][] b, int rows) {
        double[][] result = new double[rows][rows];
        double[] left = new double[b.length];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(left, 0);
            for (int k = 0; k < b.length; k++) {
                for (int l = 0; a[i][k] != 0 && l < b.length; l++) {
                    left[l] += a[i][k] * b[k][l];
                }
            }
            for (int j = 0; j < rows; j++) {
                result[i][j] = dot(left, a[j]);
            }
        }
        return result;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double weighted(double[] a, double[] b, double[] weights) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i] * weights[i];
        }
        return sum;
    }

    /** Gram-Schmidt, twice for each column; gives R, {@code [basis vector][column of W]}. */
    private double[][] orthonormalize(CurvaturePairs pairs) {
        int m = pairs.count();
        double[][] coefficients = new double[basis.length][2 * m];
        rank = 0;
        for (int k = 0; k < 2 * m; k++) {
            for (int i = 0; i < n; i++) {
                double scale = Math.sqrt(pairs.diagonal()[i]);
                column[i] = k < m ? pairs.step(k)[i] / scale : pairs.change(k - m)[i] * scale;
            }
            double before = Math.sqrt(dot(column, column));
            removeKnown(coefficients, k);
            removeKnown(coefficients, k);
            double left = Math.sqrt(dot(column, column));
            if (rank < basis.length && left > DEPENDENT * before) {
                for (int i = 0; i < n; i++) {
                    basis[rank][i] = column[i] / left;
                }
                coefficients[rank++][k] = left;
            }
        }
        return coefficients;
    }

    private void removeKnown(double[][] coefficients, int k) {
        for (int r = 0; r < rank; r++) {
            double share = dot(basis[r], column);
            coefficients[r][k] += share;
            for (int i = 0; i < n; i++) {
                column[i] -= share * basis[r][i];
            }
        }
    }

    void save(StateWriter state) {
        state.add(mean).add(logScale).add(rank);
        for (int r = 0; r < rank; r++) {
            state.add(basis[r]).add(factor[r]);
        }
    }

    void restore(StateReader state) {
        state.next(mean);
        state.next(logScale);
        rank = state.nextInt();
        factor = new double[rank][rank];
        for (int r = 0; r < rank; r++) {
            state.next(basis[r]);
            state.next(factor[r]);
        }
    }

    /** As a distribution whose locations and log scales lie in an array, from {@code offset} on; copies the rest. */
    Component component(double[] parameters, int offset) {
        System.arraycopy(mean, 0, parameters, offset, n);
        System.arraycopy(logScale, 0, parameters, offset + n, n);
        double[][] vectors = new double[rank][];
        Arrays.setAll(vectors, r -> basis[r].clone());
        double[][] lower = new double[rank][];
        Arrays.setAll(lower, r -> factor[r].clone());
        return new Component(parameters, offset, n, vectors, lower);
    }
}
