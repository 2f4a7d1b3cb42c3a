package org.penumbra.math;

/**
 * log |Gamma|, without allocation. From 10 on by its asymptotic series (Abramowitz and Stegun 6.1.41); below, the
 * recurrence Gamma(x + 1) = x Gamma(x) leads to the interval around the zero at 2, with a Chebyshev fit; on the
 * negative axis by reflection (6.1.17). {@link LaneGamma} takes the same steps for positive arguments.
 */
final class LogGammaKernel {

    static final double ASYMPTOTIC = 10;
    /** Seams below that: up to the first 2 + x, from there 1 + x, and between the other two x itself is near 2. */
    static final double LOWER = 0.5;
    static final double MIDDLE = 1.5;
    static final double UPPER = 2.5;
    /** Steps down that lead from anywhere below the asymptotic series to 2.5 or less. */
    static final int STEPS = 8;
    /** (log(2 pi) - 1) / 2. */
    static final double CONSTANT = 0x1.acfe390c97d69p-2;

    /** B(2k) / (2k (2k - 1)), k = 1..8. */
    static final double[] SERIES = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188,
        -691.0 / 360360, 1.0 / 156, -3617.0 / 122400};

    /** Chebyshev fit, in 60 digits, of log Gamma(2 + t) / t on |t| <= 1/2; relative error below 2e-16. */
    static final double[] NEAR_TWO = {
        0x1.b0ee6072093cep-2, 0x1.4a34cc4a60f93p-2, -0x1.13e001a5575e2p-4, 0x1.51322ac7e6bf8p-6,
        -0x1.e404fc21aacf8p-8, 0x1.7add6e94787a1p-9, -0x1.38ac5c1408267p-10, 0x1.0b36b96476b82p-11,
        -0x1.d3fd5f2e6404bp-13, 0x1.a1239ca80f0e1p-14, -0x1.78da7d863492dp-15, 0x1.5887a61d7c346p-16,
        -0x1.3d301f8978530p-17, 0x1.1d92b46eafca4p-18, -0x1.0a186f9f6b35fp-19, 0x1.466846c98c851p-20,
        -0x1.338e0240e3904p-21};

    private LogGammaKernel() {
    }

    static double logGamma(double x) {
        if (x >= ASYMPTOTIC) {
            return asymptotic(x);
        }
        if (x > UPPER) {
            return shiftedDown(x);
        }
        if (x >= MIDDLE) {
            return nearTwo(x - 2);
        }
        return x > 0 ? small(x) : notPositive(x);
    }

    private static double asymptotic(double x) {
        double log = LogKernel.log(x);
        return (x - 0.5) * (log - 1) + (CONSTANT + correction(x));
    }

    /** What Stirling's formula leaves of log Gamma(x), for x from 10 on. */
    static double correction(double x) {
        double reciprocal = 1 / x;
        return reciprocal * SpecialFunctions.series(SERIES, reciprocal * reciprocal);
    }

    private static double shiftedDown(double x) {
        double product = 1;
        double y = x;
        while (y > UPPER) {
            y -= 1;
            product *= y;
        }
        return nearTwo(y - 2) + LogKernel.log(product);
    }

    /** For 0 < x < 1.5: 1 + x, or 2 + x, is near 2. Below 1/2 the result is too large for x (1 + x) to lose digits. */
    private static double small(double x) {
        return x >= LOWER ? nearTwo(x - 1) - LogKernel.log(x) : nearTwo(x) - LogKernel.log(x * (1 + x));
    }

    static double nearTwo(double t) {
        return t * SpecialFunctions.series(NEAR_TWO, t);
    }

    /** log(pi / |x sin(pi x)|) - log Gamma(-x), infinite at the poles. */
    private static double notPositive(double x) {
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return x == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : x;
        }
        if (x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        double sine = Math.abs(TrigonometricKernel.sin(Math.PI * (x - Math.rint(x))));
        return LogKernel.log(Math.PI / (sine * -x)) - logGamma(-x);
    }
}
