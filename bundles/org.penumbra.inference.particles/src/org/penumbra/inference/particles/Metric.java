package org.penumbra.inference.particles;

import java.util.Arrays;
import org.penumbra.inference.ascent.NegativeHessian;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.DenseCholesky;
import org.penumbra.math.SymmetricEigen;

/**
 * The metric Q = L L' in which particles see distances: y = L' x. With the mean negative Hessian or the mean outer
 * product of gradients for Q, this is SVGD with the matrix-valued kernel Q^-1 k (Wang, Tang, Bajaj and Liu 2019,
 * section 4.2), a natural gradient: the posterior looks about standard normal.
 */
final class Metric {

    /** Which matrix. */
    enum Kind {
        NONE, FISHER, HESSIAN
    }

    /** Particles whose Hessians are averaged; each takes 2 n gradients. */
    private static final int HESSIANS = 4;
    /** Eigenvalues are no smaller than this share of the largest of the scaled matrix. */
    private static final double FLATTEST = 1e-4;

    private final int n;
    private final Kind kind;
    private final double[][] factor;

    Metric(Kind kind, int dimension) {
        this.kind = kind;
        this.n = dimension;
        this.factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            factor[i][i] = 1;
        }
    }

    void refresh(Evaluations evaluations, double[][] x, double[][] gradients) {
        if (kind == Kind.NONE) {
            return;
        }
        double[][] matrix = kind == Kind.FISHER ? fisher(gradients) : hessian(evaluations, x);
        for (double[] row : matrix) {
            for (double entry : row) {
                if (!Double.isFinite(entry)) {
                    return;
                }
            }
        }
        double[][] mended = mend(matrix);
        if (DenseCholesky.factor(mended)) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(mended[i], 0, factor[i], 0, n);
            }
        }
    }

    private double[][] fisher(double[][] gradients) {
        double[][] sum = new double[n][n];
        for (double[] g : gradients) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum[i][j] += g[i] * g[j] / gradients.length;
                }
            }
        }
        return sum;
    }

    private double[][] hessian(Evaluations evaluations, double[][] x) {
        NegativeHessian differences = new NegativeHessian(evaluations, n);
        double[][] sum = new double[n][n];
        double[][] one = new double[n][n];
        int count = Math.min(HESSIANS, x.length);
        for (int k = 0; k < count; k++) {
            differences.at(x[k * (x.length / count)], one);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum[i][j] += one[i][j] / count;
                }
            }
        }
        return sum;
    }

    /** The sizes of the eigenvalues, after division by the sizes of the diagonal, so that units do not matter. */
    private double[][] mend(double[][] matrix) {
        double[] units = new double[n];
        for (int i = 0; i < n; i++) {
            double size = Math.abs(matrix[i][i]);
            units[i] = size > 0 ? Math.sqrt(size) : 1;
        }
        double[][] scaled = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i][j] = matrix[i][j] / (units[i] * units[j]);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(scaled);
        double least = FLATTEST * Arrays.stream(eigen.values()).map(Math::abs).max().orElseThrow();
        double[][] mended = new double[n][n];
        for (int k = 0; k < n; k++) {
            double value = Math.max(Math.abs(eigen.values()[k]), Math.max(least, Double.MIN_NORMAL));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    mended[i][j] += value * eigen.vectors()[k][i] * eigen.vectors()[k][j] * units[i] * units[j];
                }
            }
        }
        return mended;
    }

    /** y = L' x. */
    void toMetric(double[] x, double[] y) {
        Arrays.fill(y, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                y[j] += factor[i][j] * x[i];
            }
        }
    }

    /** Gradients with respect to y: L^-1 g. */
    void gradientToMetric(double[] g, double[] h) {
        System.arraycopy(g, 0, h, 0, n);
        DenseCholesky.solveLower(factor, h);
    }

    /** A move of y as one of x, in place: L^-T. */
    void moveFromMetric(double[] move) {
        DenseCholesky.solveUpper(factor, move);
    }

    void save(StateWriter state) {
        state.add(factor);
    }

    void restore(StateReader state) {
        state.next(factor);
    }
}
