package org.penumbra.inference.gaussian;

import java.util.Arrays;

/**
 * Gaussian score matching (Modi, Margossian, Yao, Gower, Blei and Saul 2023, algorithm 1): for every draw the normal
 * nearest to the present one, in KL divergence, whose score at the draw is that of the target; mean and covariance are
 * averaged over the draws. Nothing falls with the iterations, so that noise stays where the target is not normal.
 */
final class ScoreRule implements Rule {

    private final double[] step;

    ScoreRule(int dimension) {
        this.step = new double[dimension];
    }

    @Override
    public void next(double[][] z, double[][] h, int count, long iteration, double[] mean, double[][] covariance) {
        int n = step.length;
        Arrays.fill(mean, 0);
        for (int i = 0; i < n; i++) {
            Arrays.fill(covariance[i], 0);
            covariance[i][i] = 1;
        }
        for (int b = 0; b < count; b++) {
            match(z[b], h[b]);
            for (int i = 0; i < n; i++) {
                mean[i] += step[i] / count;
                for (int j = 0; j < n; j++) {
                    double after = (step[i] - z[b][i]) * (step[j] - z[b][j]);
                    covariance[i][j] += (z[b][i] * z[b][j] - after) / count;
                }
            }
        }
    }

    /** The shift of the mean for one draw, where rho (1 + rho) = |h|^2 + (z'h)^2. */
    private void match(double[] z, double[] h) {
        double square = 0;
        double product = 0;
        for (int i = 0; i < z.length; i++) {
            square += h[i] * h[i];
            product += z[i] * h[i];
        }
        double rho = 0.5 * (Math.sqrt(1 + 4 * (square + product * product)) - 1);
        double along = (square + product) / (1 + rho - product);
        for (int i = 0; i < z.length; i++) {
            step[i] = (h[i] + z[i] + along * z[i]) / (1 + rho);
        }
    }
}
