package org.penumbra.inference.laplace;

import org.penumbra.inference.ascent.NegativeHessian;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.DenseCholesky;
import org.penumbra.math.SymmetricEigen;

/**
 * The curvature of the log density at a point, and the normal that it makes.
 *
 * @param cholesky of the covariance
 * @param logDeterminant of the precision
 * @param isPositiveDefinite whether the density falls in every direction; otherwise the eigenvalues of the scaled
 *        precision were replaced by their sizes, and by {@value #FLAT} where smaller
 * @param weakest the coordinate with the largest share in the direction in which the density falls least; -1 where
 *        nothing is known of the curvature
 */
record Curvature(double[][] cholesky, double logDeterminant, boolean isPositiveDefinite, int weakest) {

    /** Of the precision in units of the diagonal: such a direction is ten thousand times as wide as the others. */
    private static final double FLAT = 1e-8;

    /** Independent, with the given standard deviations. */
    static Curvature unknown(double[] scales) {
        double[][] cholesky = new double[scales.length][scales.length];
        double logDeterminant = 0;
        for (int i = 0; i < scales.length; i++) {
            cholesky[i][i] = scales[i];
            logDeterminant -= 2 * StrictMath.log(scales[i]);
        }
        return new Curvature(cholesky, logDeterminant, false, -1);
    }

    /** @param scales to fall back upon where the density is not defined nearby */
    static Curvature at(Evaluations evaluations, double[] x, double[] scales) {
        int n = x.length;
        double[][] precision = new double[n][n];
        new NegativeHessian(evaluations, n).at(x, precision);
        for (double[] row : precision) {
            for (double entry : row) {
                if (!Double.isFinite(entry)) {
                    return unknown(scales);
                }
            }
        }
        return of(precision);
    }

    private static Curvature of(double[][] precision) {
        int n = precision.length;
        double[][] factor = new double[n][];
        for (int i = 0; i < n; i++) {
            factor[i] = precision[i].clone();
        }
        if (!DenseCholesky.factor(factor)) {
            return mended(precision);
        }
        double[][] covariance = new double[n][n];
        DenseCholesky.inverse(factor, covariance);
        return DenseCholesky.factor(covariance)
                ? new Curvature(covariance, DenseCholesky.logDeterminant(factor), true, -1) : mended(precision);
    }

    /** Eigenvalues of D^-1 P D^-1 with D^2 the sizes of the diagonal, so that units of coordinates do not matter. */
    private static Curvature mended(double[][] precision) {
        int n = precision.length;
        double[] units = new double[n];
        double[][] scaled = new double[n][n];
        for (int i = 0; i < n; i++) {
            double size = Math.abs(precision[i][i]);
            units[i] = size > 0 ? Math.sqrt(size) : 1;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i][j] = precision[i][j] / (units[i] * units[j]);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(scaled);
        double[][] covariance = covariance(eigen, units);
        double logDeterminant = 0;
        for (int i = 0; i < n; i++) {
            logDeterminant += StrictMath.log(size(eigen.values()[i])) + 2 * StrictMath.log(units[i]);
        }
        DenseCholesky.factor(covariance);
        return new Curvature(covariance, logDeterminant, false, weakest(eigen));
    }

    private static double size(double eigenvalue) {
        return Math.max(Math.abs(eigenvalue), FLAT);
    }

    private static double[][] covariance(SymmetricEigen eigen, double[] units) {
        int n = units.length;
        double[][] covariance = new double[n][n];
        for (int k = 0; k < n; k++) {
            double[] vector = eigen.vectors()[k];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i][j] += vector[i] * vector[j] / (size(eigen.values()[k]) * units[i] * units[j]);
                }
            }
        }
        return covariance;
    }

    private static int weakest(SymmetricEigen eigen) {
        int least = 0;
        for (int k = 1; k < eigen.values().length; k++) {
            least = eigen.values()[k] < eigen.values()[least] ? k : least;
        }
        double[] vector = eigen.vectors()[least];
        int coordinate = 0;
        for (int i = 1; i < vector.length; i++) {
            coordinate = Math.abs(vector[i]) > Math.abs(vector[coordinate]) ? i : coordinate;
        }
        return coordinate;
    }

    /** The covariance times a gradient: the way to the top of the normal. */
    double[] step(double[] gradient) {
        int n = gradient.length;
        double[] inner = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                inner[j] += cholesky[i][j] * gradient[i];
            }
        }
        double[] step = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                step[i] += cholesky[i][j] * inner[j];
            }
        }
        return step;
    }

    /** log of the integral of the normal that touches the density at the mode: log p + n/2 log(2 pi) - log|P|/2. */
    double logEvidence(double valueAtMode) {
        return valueAtMode + 0.5 * cholesky.length * StrictMath.log(2 * StrictMath.PI) - 0.5 * logDeterminant;
    }
}
