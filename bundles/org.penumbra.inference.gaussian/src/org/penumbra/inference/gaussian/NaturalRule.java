package org.penumbra.inference.gaussian;

import java.util.Arrays;
import org.penumbra.math.DenseCholesky;

/**
 * One step along the natural gradient of the ELBO, with a retraction that keeps the precision positive definite (Lin,
 * Schmidt and Khan 2020, "Handling the positive-definite constraint in the Bayesian learning rule", section 3.1): with
 * G = -E[Hessian] - S, the precision S becomes S + rho G + rho^2 / 2 G S^-1 G, and the mean moves by rho S^-1 E[g].
 *
 * <p>In the coordinates of z, S is the identity. By Stein's lemma E[-Hessian] = -E[z h'], and G = -E[z (h + z)'], whose
 * estimate has no noise left where the target is normal and reached, as h = -z there.
 */
final class NaturalRule implements Rule {

    /** Iterations after which the rate has fallen to half. */
    private static final double HALF_LIFE = 200;
    /** No step of the mean is longer, in standard deviations, than this or the square root of n. */
    private static final double LONGEST = 3;

    private final int n;
    private final double rate;
    private final double[] pull;
    private final double[][] slope;
    private final double[][] precision;

    NaturalRule(int dimension, double rate) {
        this.n = dimension;
        this.rate = rate;
        this.pull = new double[n];
        this.slope = new double[n][n];
        this.precision = new double[n][n];
    }

    @Override
    public void next(double[][] z, double[][] h, int count, long iteration, double[] mean, double[][] covariance) {
        double rho = rate / (1 + (iteration - 1) / HALF_LIFE);
        gradients(z, h, count);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double square = 0;
                for (int k = 0; k < n; k++) {
                    square += slope[i][k] * slope[j][k];
                }
                precision[i][j] = (i == j ? 1 : 0) + rho * slope[i][j] + 0.5 * rho * rho * square;
            }
        }
        if (!DenseCholesky.factor(precision)) {
            mean[0] = Double.NaN;
            return;
        }
        DenseCholesky.inverse(precision, covariance);
        step(rho, mean);
    }

    private void gradients(double[][] z, double[][] h, int count) {
        Arrays.fill(pull, 0);
        for (double[] row : slope) {
            Arrays.fill(row, 0);
        }
        for (int b = 0; b < count; b++) {
            for (int i = 0; i < n; i++) {
                double rest = (h[b][i] + z[b][i]) / count;
                pull[i] += rest;
                for (int j = 0; j < n; j++) {
                    slope[i][j] -= rest * z[b][j];
                }
            }
        }
        DenseCholesky.symmetrize(slope);
    }

    private void step(double rho, double[] mean) {
        System.arraycopy(pull, 0, mean, 0, n);
        DenseCholesky.solve(precision, mean);
        double square = 0;
        for (double shift : mean) {
            square += rho * rho * shift * shift;
        }
        double longest = Math.max(LONGEST, Math.sqrt(n));
        double factor = rho * Math.min(1, longest / Math.sqrt(square));
        for (int i = 0; i < n; i++) {
            mean[i] *= square > 0 ? factor : 0;
        }
    }
}
