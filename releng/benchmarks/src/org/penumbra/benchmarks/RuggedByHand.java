package org.penumbra.benchmarks;

/**
 * Log density and gradient of the model {@code Rugged}: one fused loop over the rows, scalar, forward values and
 * adjoints in registers.
 *
 * <p>Free coordinates are (a, bA, bR, bAR, s) with sigma = 10 / (1 + exp(-s)) and the log Jacobian
 * log(10) - log(1 + exp(-s)) - log(1 + exp(s)); constants are dropped.
 */
final class RuggedByHand implements ByHand {

    private static final double UPPER = 10;

    private final double[] africa;
    private final double[] rugged;
    private final double[] logGdp;

    RuggedByHand(double[] africa, double[] rugged, double[] logGdp) {
        this.africa = africa;
        this.rugged = rugged;
        this.logGdp = logGdp;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double a = x[0];
        double bA = x[1];
        double bR = x[2];
        double bAR = x[3];
        double squares = 0;
        double gA = 0;
        double gBA = 0;
        double gBR = 0;
        double gBAR = 0;
        for (int i = 0; i < logGdp.length; i++) {
            double af = africa[i];
            double ru = rugged[i];
            double interaction = af * ru;
            double residual = logGdp[i] - (a + bA * af + bR * ru + bAR * interaction);
            squares += residual * residual;
            gA += residual;
            gBA += residual * af;
            gBR += residual * ru;
            gBAR += residual * interaction;
        }
        gradient[0] = gA;
        gradient[1] = gBA;
        gradient[2] = gBR;
        gradient[3] = gBAR;
        return finish(x, gradient, squares, logGdp.length);
    }

    /**
     * The scale, and the priors Normal(0, 10), three times Normal(0, 1), and Uniform(0, 10) for sigma.
     *
     * @param gradient sums of residuals times inputs in its first four elements
     * @param squares sum of squared residuals of n rows
     */
    static double finish(double[] x, double[] gradient, double squares, int n) {
        double expit = 1 / (1 + StrictMath.exp(-x[4]));
        double sigma = UPPER * expit;
        double precision = 1 / (sigma * sigma);
        gradient[0] = gradient[0] * precision - x[0] / 100;
        gradient[1] = gradient[1] * precision - x[1];
        gradient[2] = gradient[2] * precision - x[2];
        gradient[3] = gradient[3] * precision - x[3];
        // d sigma / d s = sigma (1 - expit); the log Jacobian log sigma + log(1 - expit) has the slope 1 - 2 expit.
        gradient[4] = (squares * precision - n) * (1 - expit) + 1 - 2 * expit;
        return -0.5 * (x[0] * x[0] / 100 + x[1] * x[1] + x[2] * x[2] + x[3] * x[3] + squares * precision)
                + StrictMath.log(sigma * (1 - expit)) - n * StrictMath.log(sigma);
    }
}
