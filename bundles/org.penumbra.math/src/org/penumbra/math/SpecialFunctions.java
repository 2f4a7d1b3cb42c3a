package org.penumbra.math;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Special functions where Apache Commons Numbers has none, or not to full accuracy: the normal distribution function
 * and its inverse from its error functions, and the polygamma functions (those of Commons Numbers 1.3 are off by 1e-10
 * near 1e-5, and recurse once per unit on the negative axis).
 */
public final class SpecialFunctions {

    private static final double SQRT_2 = Math.sqrt(2);
    /** Above this, erfc itself is well conditioned; below, the scaled erfcx keeps the relative accuracy. */
    private static final double LOWER_TAIL = -1;

    /** From here on the asymptotic series of the polygamma functions are exact to the last bits. */
    static final double ASYMPTOTIC = 10;
    /** Steps down that lead from anywhere below that to 2 or less. */
    static final int STEPS = 8;

    /** B(2k) / (2k), k = 1..8, of the asymptotic series of digamma (Abramowitz and Stegun 6.3.18). */
    static final double[] DIGAMMA_SERIES = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132,
        -691.0 / 32760, 1.0 / 12, -3617.0 / 8160};

    /** B(2k), k = 1..8, of the asymptotic series of trigamma (Abramowitz and Stegun 6.4.12). */
    private static final double[] TRIGAMMA_SERIES = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66,
        -691.0 / 2730, 7.0 / 6, -3617.0 / 510};

    /** (2k + 1) B(2k), k = 1..8, of the derivative of that series. */
    private static final double[] TETRAGAMMA_SERIES = {1.0 / 2, -1.0 / 6, 1.0 / 6, -3.0 / 10, 5.0 / 6,
        -691.0 / 210, 35.0 / 2, -3617.0 / 30};

    /** The positive zero of digamma, in two parts. */
    static final double ZERO_HIGH = 0x1.762d86356be3fp+0;
    static final double ZERO_LOW = 0x1.b86a722197829p-54;

    /** Chebyshev fit, in 60 digits, of digamma(1.5 + t) / (1.5 + t - zero) on |t| <= 1/2; error below 2e-17. */
    static final double[] NEAR_ZERO = {
        0x1.e6f0cbb873617p-1, -0x1.b1cb63005ee97p-2, 0x1.eca189b8e6da1p-3, -0x1.2feeeb98a7cd8p-3,
        0x1.8512e5905d180p-4, -0x1.fb442029cdbf4p-5, 0x1.4de9aa05d3418p-5, -0x1.b9f8b1367959dp-6,
        0x1.256475e5ac975p-6, -0x1.86355f6f68797p-7, 0x1.03c00801ba958p-7, -0x1.5a071c746535bp-8,
        0x1.cd3e42d157015p-9, -0x1.33661f9073563p-9, 0x1.980fc9c9f0be8p-10, -0x1.1002aaf6255f5p-10,
        0x1.7b3b41b0b38cdp-11, -0x1.f99f529bd0771p-12, 0x1.dc8ae08af0fc4p-13, -0x1.3db05b36d9a48p-13,
        0x1.104c9d0897b58p-12, -0x1.6b107f71aa124p-13};

    private SpecialFunctions() {
    }

    /** Phi(x), the standard normal distribution function; relative error some 1e-15, in the lower tail too. */
    public static double normalCdf(double x) {
        if (x > LOWER_TAIL || x < -40 || Double.isNaN(x)) {
            return 0.5 * Erfc.value(-x / SQRT_2);
        }
        double square = x * x;
        double lost = Math.fma(x, x, -square);
        return 0.5 * Erfcx.value(-x / SQRT_2) * ExpKernel.exp(-0.5 * square) * (1 - 0.5 * lost);
    }

    /** log Phi(x), finite down to where x^2 overflows. */
    public static double logNormalCdf(double x) {
        if (x > LOWER_TAIL) {
            return LogKernel.log1p(-normalCdf(-x));
        }
        return LogKernel.log(0.5 * Erfcx.value(-x / SQRT_2)) - 0.5 * x * x;
    }

    /** The x with Phi(x) = p; infinite at 0 and 1, NaN outside of [0, 1]. */
    public static double normalQuantile(double p) {
        return -SQRT_2 * InverseErfc.value(2 * p);
    }

    /** log B(a, b) for a, b > 0. */
    public static double logBeta(double a, double b) {
        return LogBetaKernel.logBeta(a, b);
    }

    /**
     * The derivative of log |Gamma(x)|. Relative error some 1e-15 for x > 0, near its zero too; on the negative axis
     * that error is absolute near the zeros. NaN at the poles 0, -1, -2...
     */
    public static double digamma(double x) {
        if (x <= 0) {
            return x == Math.rint(x) ? Double.NaN : digamma(1 - x) - Math.PI / tangentOfPi(x);
        }
        if (x >= ASYMPTOTIC) {
            double reciprocal = 1 / x;
            double z = reciprocal * reciprocal;
            return LogKernel.log(x) - 0.5 * reciprocal - z * series(DIGAMMA_SERIES, z);
        }
        if (x < 1) {
            return digammaNearZero(x + 1) - 1 / x;
        }
        double numerator = 0;
        double denominator = 1;
        double shifted = x;
        while (shifted > 2) {
            shifted -= 1;
            numerator = Math.fma(numerator, shifted, denominator);
            denominator *= shifted;
        }
        return digammaNearZero(shifted) + numerator / denominator;
    }

    private static double digammaNearZero(double x) {
        return ((x - ZERO_HIGH) - ZERO_LOW) * series(NEAR_ZERO, x - 1.5);
    }

    /**
     * The second derivative of log |Gamma(x)|. Relative error some 1e-15 for x > 0. Infinite at the poles.
     */
    public static double trigamma(double x) {
        if (x <= 0) {
            double sine = StrictMath.sin(Math.PI * (x - Math.rint(x)));
            return Math.PI * Math.PI / (sine * sine) - trigamma(1 - x);
        }
        double sum = 0;
        double shifted = x;
        while (shifted < ASYMPTOTIC) {
            sum += 1 / (shifted * shifted);
            shifted += 1;
        }
        double reciprocal = 1 / shifted;
        double z = reciprocal * reciprocal;
        return sum + Math.fma(reciprocal * z, series(TRIGAMMA_SERIES, z), Math.fma(0.5, z, reciprocal));
    }

    /** The third derivative of log |Gamma(x)|, negative for x > 0 with relative error some 1e-15; NaN at the poles. */
    public static double tetragamma(double x) {
        if (x <= 0) {
            double sine = StrictMath.sin(Math.PI * (x - Math.rint(x)));
            double cosine = StrictMath.cos(Math.PI * (x - Math.rint(x)));
            return x == Math.rint(x) ? Double.NaN
                    : tetragamma(1 - x) - 2 * Math.PI * Math.PI * Math.PI * cosine / (sine * sine * sine);
        }
        double sum = 0;
        double shifted = x;
        while (shifted < ASYMPTOTIC) {
            sum += 2 / (shifted * shifted * shifted);
            shifted += 1;
        }
        double reciprocal = 1 / shifted;
        double z = reciprocal * reciprocal;
        return -sum - z * (1 + reciprocal + z * series(TETRAGAMMA_SERIES, z));
    }

    private static double tangentOfPi(double x) {
        return StrictMath.tan(Math.PI * (x - Math.rint(x)));
    }

    /** Sum of coefficients[k] x^k. */
    static double series(double[] coefficients, double x) {
        double sum = 0;
        for (int k = coefficients.length - 1; k >= 0; k--) {
            sum = Math.fma(sum, x, coefficients[k]);
        }
        return sum;
    }
}
