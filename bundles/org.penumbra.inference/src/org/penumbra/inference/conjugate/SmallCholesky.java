package org.penumbra.inference.conjugate;

import java.util.Optional;
import org.penumbra.math.Kernels;

/**
 * The factorisation A = L L' of a matrix of a few rows.
 *
 * @param lower L, row-major
 */
record SmallCholesky(double[] lower, int order) {

    /** @return empty when the matrix is not positive definite */
    static Optional<SmallCholesky> of(double[] matrix, int order) {
        double[] lower = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i * order + j];
                for (int k = 0; k < j; k++) {
                    rest -= lower[i * order + k] * lower[j * order + k];
                }
                if (i == j && !(rest > 0 && rest < Double.POSITIVE_INFINITY)) {
                    return Optional.empty();
                }
                lower[i * order + j] = i == j ? StrictMath.sqrt(rest) : rest / lower[j * order + j];
            }
        }
        return Optional.of(new SmallCholesky(lower, order));
    }

    /** log det A. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < order; i++) {
            sum += 2 * Kernels.log(lower[i * order + i]);
        }
        return sum;
    }

    /** A^-1. */
    double[] inverse() {
        double[] unit = new double[order * order];
        for (int i = 0; i < order; i++) {
            unit[i * order + i] = 1;
        }
        return solveTransposed(solve(lower, unit, order));
    }

    /** L'. */
    double[] transposed() {
        return transposed(lower, order);
    }

    static double[] transposed(double[] matrix, int order) {
        double[] result = new double[order * order];
        for (int k = 0; k < result.length; k++) {
            result[k] = matrix[k % order * order + k / order];
        }
        return result;
    }

    /** B^-1 M for a lower triangular B. */
    static double[] solve(double[] b, double[] m, int order) {
        double[] x = m.clone();
        for (int i = 0; i < order; i++) {
            for (int c = 0; c < order; c++) {
                double rest = x[i * order + c];
                for (int k = 0; k < i; k++) {
                    rest -= b[i * order + k] * x[k * order + c];
                }
                x[i * order + c] = rest / b[i * order + i];
            }
        }
        return x;
    }

    /** L'^-1 M. */
    double[] solveTransposed(double[] m) {
        double[] x = m.clone();
        for (int i = order - 1; i >= 0; i--) {
            for (int c = 0; c < order; c++) {
                double rest = x[i * order + c];
                for (int k = i + 1; k < order; k++) {
                    rest -= lower[k * order + i] * x[k * order + c];
                }
                x[i * order + c] = rest / lower[i * order + i];
            }
        }
        return x;
    }
}
