package org.penumbra.distributions;

import java.util.function.DoubleUnaryOperator;

/**
 * Double exponential quadrature (Takahasi and Mori 1974): the trapezoidal rule after a substitution that makes the
 * integrand fall off double exponentially, whatever its tails or its singularities at the ends.
 */
final class Quadrature {

    private static final double STEP = 1.0 / 128;
    private static final double REACH = 5;

    private Quadrature() {
    }

    /**
     * The integral of f from low to high, either of which may be infinite.
     *
     * @param centre where on an infinite line most of the integral is found; f need not be smooth there
     * @param width over which range
     */
    static double integrate(DoubleUnaryOperator f, double low, double high, double centre, double width) {
        double sum = 0;
        for (double t = -REACH; t <= REACH; t += STEP) {
            double s = Math.PI / 2 * StrictMath.sinh(t);
            double slope = Math.PI / 2 * StrictMath.cosh(t);
            double value = Double.isFinite(high) ? interval(f, low, high, s)
                    : Double.isFinite(low) ? half(f, low, width, s)
                    : half(f, centre, width, s) + half(x -> f.applyAsDouble(2 * centre - x), centre, width, s);
            sum += value * slope * STEP;
        }
        return sum;
    }

    private static double half(DoubleUnaryOperator f, double low, double width, double s) {
        double distance = width * StrictMath.exp(s);
        return distance * f.applyAsDouble(low + distance);
    }

    private static double interval(DoubleUnaryOperator f, double low, double high, double s) {
        double u = 1 / (1 + StrictMath.exp(-2 * s));
        double v = 1 / (1 + StrictMath.exp(2 * s));
        return u == 0 || u == 1 ? 0 : 2 * u * v * (high - low) * f.applyAsDouble(low + (high - low) * u);
    }
}
