package org.penumbra.benchmarks;

/** The model {@code Schools}; free coordinates are mu, t = log tau, and the standardised effects. */
final class SchoolsByHand implements ByHand {

    private final double[] y;
    private final double[] sigma;

    SchoolsByHand(double[] y, double[] sigma) {
        this.y = y;
        this.sigma = sigma;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double mu = x[0];
        double tau = StrictMath.exp(x[1]);
        double ratio = tau * tau / 25;
        double density = -0.5 * mu * mu / 25 - StrictMath.log1p(ratio) + x[1];
        double sum = 0;
        double weighted = 0;
        for (int j = 0; j < y.length; j++) {
            double effect = x[2 + j];
            double residual = (y[j] - mu - tau * effect) / sigma[j];
            density -= 0.5 * (residual * residual + effect * effect);
            double slope = residual / sigma[j];
            sum += slope;
            weighted += slope * effect;
            gradient[2 + j] = slope * tau - effect;
        }
        gradient[0] = sum - mu / 25;
        gradient[1] = weighted * tau - 2 * ratio / (1 + ratio) + 1;
        return density;
    }
}
