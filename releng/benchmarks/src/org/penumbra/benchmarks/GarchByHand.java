package org.penumbra.benchmarks;

/**
 * The model {@code Garch}. Free coordinates are mu, log alpha0, logit alpha1, and logit(beta1 / (1 - alpha1)). One pass
 * forwards keeps the variances v[t] = alpha0 + alpha1 r[t-1]^2 + beta1 v[t-1], one backwards their adjoints.
 */
final class GarchByHand implements ByHand {

    private final double[] y;
    private final double first;
    private final double[] variance;

    GarchByHand(double[] y, double sigma1) {
        this.y = y;
        this.first = sigma1 * sigma1;
        this.variance = new double[y.length];
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double mu = x[0];
        double alpha0 = StrictMath.exp(x[1]);
        double alpha1 = 1 / (1 + StrictMath.exp(-x[2]));
        double share = 1 / (1 + StrictMath.exp(-x[3]));
        double beta1 = (1 - alpha1) * share;
        double density = forward(mu, alpha0, alpha1, beta1);
        backward(mu, alpha1, beta1, gradient);
        // Uniform(0, 1) and Uniform(0, 1 - alpha1): the Jacobians leave alpha1 (1 - alpha1) and share (1 - share).
        double slope = gradient[2] - gradient[3] * share;
        gradient[3] = gradient[3] * (1 - alpha1) * share * (1 - share) + 1 - 2 * share;
        gradient[2] = slope * alpha1 * (1 - alpha1) + 1 - 2 * alpha1;
        gradient[1] = gradient[1] * alpha0 - alpha0 * alpha0 + 1;
        gradient[0] -= mu;
        return density - 0.5 * (mu * mu + alpha0 * alpha0) + x[1] + StrictMath.log(alpha1 * (1 - alpha1))
                + StrictMath.log(share * (1 - share));
    }

    private double forward(double mu, double alpha0, double alpha1, double beta1) {
        double density = 0;
        double before = 0;
        for (int t = 0; t < y.length; t++) {
            variance[t] = t == 0 ? first : alpha0 + alpha1 * before * before + beta1 * variance[t - 1];
            before = y[t] - mu;
            density -= 0.5 * (before * before / variance[t] + StrictMath.log(variance[t]));
        }
        return density;
    }

    /** With respect to mu, alpha0, alpha1 and beta1. */
    private void backward(double mu, double alpha1, double beta1, double[] gradient) {
        double adjoint = 0;
        double g0 = 0;
        double g1 = 0;
        double g2 = 0;
        double g3 = 0;
        for (int t = y.length - 1; t >= 0; t--) {
            double residual = y[t] - mu;
            double scaled = residual / variance[t];
            g0 += scaled - 2 * adjoint * alpha1 * residual;
            adjoint = adjoint * beta1 + 0.5 * (scaled * scaled - 1 / variance[t]);
            if (t > 0) {
                double before = y[t - 1] - mu;
                g1 += adjoint;
                g2 += adjoint * before * before;
                g3 += adjoint * variance[t - 1];
            }
        }
        gradient[0] = g0;
        gradient[1] = g1;
        gradient[2] = g2;
        gradient[3] = g3;
    }
}
