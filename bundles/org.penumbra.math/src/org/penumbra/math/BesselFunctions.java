package org.penumbra.math;

/**
 * Modified Bessel functions of the first kind, I0 and I1, in the forms that neither overflow nor cancel: the
 * normaliser of the von Mises distribution and its derivative.
 *
 * <p>Up to 20 the power series in x^2 / 4, all of whose terms are positive (Abramowitz and Stegun 9.6.10); above, the
 * asymptotic series in 1 / x (9.7.1), whose terms fall below 1e-17 there before they begin to grow.
 */
final class BesselFunctions {

    private static final double ASYMPTOTIC = 20;
    private static final double LOG_2_PI = 1.8378770664093454836;
    private static final int TERMS = 40;

    /** Of I0(x) = 1 + y sum a[k] y^k with y = x^2 / 4: 1 / ((k + 1)!)^2. */
    private static final double[] POWERS_OF_I0 = new double[TERMS];
    /** Of I1(x) = x / 2 sum b[k] y^k: 1 / (k! (k + 1)!). */
    private static final double[] POWERS_OF_I1 = new double[TERMS];
    /** Of sqrt(2 pi x) e^-x I0(x) = 1 + t sum c[k] t^k with t = 1 / x. */
    private static final double[] TAIL_OF_I0 = new double[TERMS];
    /** The same of I1. */
    private static final double[] TAIL_OF_I1 = new double[TERMS];

    static {
        double power = 1;
        double tail0 = 1;
        double tail1 = 1;
        for (int k = 1; k <= TERMS; k++) {
            double odd = (2.0 * k - 1) * (2.0 * k - 1);
            POWERS_OF_I1[k - 1] = power / k;
            power /= (double) k * k;
            tail0 *= odd / (8.0 * k);
            tail1 *= (odd - 4) / (8.0 * k);
            POWERS_OF_I0[k - 1] = power;
            TAIL_OF_I0[k - 1] = tail0;
            TAIL_OF_I1[k - 1] = tail1;
        }
    }

    private BesselFunctions() {
    }

    /** log(exp(-x) I0(x)) = log I0(x) - x, for finite x of any sign and for infinity. */
    static double logI0e(double x) {
        double size = Math.abs(x);
        if (size > ASYMPTOTIC) {
            double scaled = tail(TAIL_OF_I0, size) - 0.5 * (LOG_2_PI + LogKernel.log(size));
            return x > 0 ? scaled : scaled - 2 * x;
        }
        double y = 0.25 * x * x;
        return LogKernel.log1p(y * SpecialFunctions.series(POWERS_OF_I0, y)) - x;
    }

    /** I1(x) / I0(x), the derivative of log I0: odd, and between -1 and 1. */
    static double ratio(double x) {
        double size = Math.abs(x);
        if (size > ASYMPTOTIC) {
            return Math.copySign(ExpKernel.exp(tail(TAIL_OF_I1, size) - tail(TAIL_OF_I0, size)), x);
        }
        double y = 0.25 * x * x;
        return 0.5 * x * SpecialFunctions.series(POWERS_OF_I1, y)
                / (1 + y * SpecialFunctions.series(POWERS_OF_I0, y));
    }

    private static double tail(double[] coefficients, double x) {
        double t = 1 / x;
        return LogKernel.log1p(t * SpecialFunctions.series(coefficients, t));
    }
}
