package org.penumbra.benchmarks;

/**
 * Log density and gradient of the model {@code Rugged} as a person would write it: one fused loop over the rows, scalar,
 * forward values and adjoints in registers.
 *
 * <p>Free coordinates are (a, bA, bR, bAR, s) with sigma = 10 / (1 + exp(-s)) and the log Jacobian
 * log(10) - log(1 + exp(-s)) - log(1 + exp(s)); no constant is dropped.
 */
final class RuggedByHand {

    private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);
    private static final double UPPER = 10;

    private final double[] africa;
    private final double[] rugged;
    private final double[] logGdp;

    RuggedByHand(double[] africa, double[] rugged, double[] logGdp) {
        this.africa = africa;
        this.rugged = rugged;
        this.logGdp = logGdp;
    }

    /**
     * @param x the 5 coordinates
     * @param gradient 5 numbers, overwritten
     */
    double logDensityAndGradient(double[] x, double[] gradient) {
        double a = x[0];
        double bA = x[1];
        double bR = x[2];
        double bAR = x[3];
        double expit = 1 / (1 + StrictMath.exp(-x[4]));
        double sigma = UPPER * expit;
        double precision = 1 / (sigma * sigma);
        double squares = 0;
        double gA = 0;
        double gBA = 0;
        double gBR = 0;
        double gBAR = 0;
        int n = logGdp.length;
        for (int i = 0; i < n; i++) {
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
        gradient[0] = gA * precision - a / 100;
        gradient[1] = gBA * precision - bA;
        gradient[2] = gBR * precision - bR;
        gradient[3] = gBAR * precision - bAR;
        // d sigma / d s = sigma (1 - expit); the log Jacobian log sigma + log(1 - expit) has the slope 1 - 2 expit.
        gradient[4] = (squares * precision - n) * (1 - expit) + 1 - 2 * expit;
        return prior(a, bA, bR, bAR) + StrictMath.log(sigma * (1 - expit)) - 0.5 * squares * precision
                - n * (StrictMath.log(sigma) + HALF_LOG_2PI);
    }

    /** Normal(0, 10), three times Normal(0, 1), and Uniform(0, 10) for sigma. */
    private static double prior(double a, double bA, double bR, double bAR) {
        return -0.5 * (a * a / 100 + bA * bA + bR * bR + bAR * bAR) - 4 * HALF_LOG_2PI - StrictMath.log(10)
                - StrictMath.log(UPPER);
    }
}
