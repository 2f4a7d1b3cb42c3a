package org.penumbra.benchmarks;

/** The model {@code Ar}; free coordinates are alpha, three lags, and log sigma. */
final class ArByHand implements ByHand {

    private static final double CAUCHY = 2.5 * 2.5;

    private final double[] y;

    ArByHand(double[] y) {
        this.y = y;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double sigma = StrictMath.exp(x[4]);
        double precision = 1 / (sigma * sigma);
        double squares = 0;
        double g0 = 0;
        double g1 = 0;
        double g2 = 0;
        double g3 = 0;
        for (int t = 3; t < y.length; t++) {
            double residual = y[t] - (x[0] + x[1] * y[t - 1] + x[2] * y[t - 2] + x[3] * y[t - 3]);
            squares += residual * residual;
            g0 += residual;
            g1 += residual * y[t - 1];
            g2 += residual * y[t - 2];
            g3 += residual * y[t - 3];
        }
        gradient[0] = g0 * precision - x[0] / 100;
        gradient[1] = g1 * precision - x[1];
        gradient[2] = g2 * precision - x[2];
        gradient[3] = g3 * precision - x[3];
        int n = y.length - 3;
        gradient[4] = squares * precision - n - 2 * sigma * sigma / (CAUCHY + sigma * sigma) + 1;
        return -0.5 * (x[0] * x[0] / 100 + x[1] * x[1] + x[2] * x[2] + x[3] * x[3] + squares * precision)
                - (n - 1) * x[4] - StrictMath.log(CAUCHY + sigma * sigma);
    }
}
