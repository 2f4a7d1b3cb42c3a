package org.penumbra.math;

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x) by their logarithms, with the
 * derivatives by a: the series of P below x = a + 1 (DLMF 8.7.1) and the continued fraction of Q above (DLMF 8.9.2, by
 * the method of Lentz), both differentiated term by term. Some 1e-14 of 1 or of the value, whichever is larger; the
 * number of terms grows as the square root of a.
 */
final class IncompleteGamma {

    private static final double PRECISION = 1e-16;
    private static final int MOST_TERMS = 1_000_000;
    private static final double LARGE = 10;
    private static final double LOG_2_PI = 1.8378770664093454836;

    private IncompleteGamma() {
    }

    /** log P(a, x) for a > 0 and x >= 0. */
    static double logP(double a, double x) {
        if (!isDefined(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? Double.NEGATIVE_INFINITY : 0;
        }
        return x < a + 1 ? logPrefix(a, x) + LogKernel.log(series(a, x, false))
                : LogKernel.log1p(-ExpKernel.exp(logPrefix(a, x) + LogKernel.log(a * fraction(a, x, false))));
    }

    /** log Q(a, x) for a > 0 and x >= 0. */
    static double logQ(double a, double x) {
        if (!isDefined(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        return x < a + 1 ? LogKernel.log1p(-ExpKernel.exp(logP(a, x)))
                : logPrefix(a, x) + LogKernel.log(a * fraction(a, x, false));
    }

    /** The derivative of log P(a, x) by a. */
    static double logPByShape(double a, double x) {
        if (!isDefined(a, x) || x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == Double.POSITIVE_INFINITY ? 0 : Double.NaN;
        }
        return x < a + 1 ? LogKernel.log(x) - SpecialFunctions.digamma(a + 1) + series(a, x, true)
                : -ExpKernel.exp(logQ(a, x) - logP(a, x)) * logQByShape(a, x);
    }

    /** The derivative of log Q(a, x) by a. */
    static double logQByShape(double a, double x) {
        if (!isDefined(a, x) || x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 0 : Double.NaN;
        }
        return x < a + 1 ? -ExpKernel.exp(logP(a, x) - logQ(a, x)) * logPByShape(a, x)
                : LogKernel.log(x) - SpecialFunctions.digamma(a) + fraction(a, x, true);
    }

    private static boolean isDefined(double a, double x) {
        return a > 0 && a < Double.POSITIVE_INFINITY && x >= 0;
    }

    /** log of x^a exp(-x) / Gamma(a + 1); near a large a by the distance from it, so that large terms cancel first. */
    private static double logPrefix(double a, double x) {
        if (a < LARGE || x < 0.5 * a) {
            return a * LogKernel.log(x) - x - Kernels.logGamma(a + 1);
        }
        return -a * excess((x - a) / a) - 0.5 * (LOG_2_PI + LogKernel.log(a)) - stirling(a);
    }

    /** t - log(1 + t). */
    static double excess(double t) {
        return t - LogKernel.log1p(t);
    }

    /** What Stirling's formula leaves of log Gamma(a), for a from 10 up (DLMF 5.11.1). */
    static double stirling(double a) {
        double r = 1 / a;
        double z = r * r;
        return r * (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188
                - z * (691.0 / 360360 - z * (1.0 / 156 - z * 3617.0 / 122400)))))));
    }

    /** S = sum of x^n / ((a + 1) ... (a + n)), or S' / S. */
    private static double series(double a, double x, boolean logDerivative) {
        double term = 1;
        double slope = 0;
        double sum = 1;
        double slopes = 0;
        for (int n = 1; n < MOST_TERMS && (term > PRECISION * sum || -slope > PRECISION * -slopes); n++) {
            double ratio = x / (a + n);
            slope = ratio * (slope - term / (a + n));
            term *= ratio;
            sum += term;
            slopes += slope;
        }
        return logDerivative ? slopes / sum : sum;
    }

    /** F = 1 / (x + 1 - a - (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - ...))), or F' / F. */
    private static double fraction(double a, double x, boolean logDerivative) {
        double b = x + 1 - a;
        double c = Double.POSITIVE_INFINITY;
        double cSlope = 0;
        double d = 1 / b;
        double dSlope = d * d;
        double value = d;
        double logSlope = d;
        double change = 0;
        double step = 0;
        for (int i = 1; i < MOST_TERMS && (i < 3 || Math.abs(change - 1) > PRECISION
                || Math.abs(step) > PRECISION * Math.abs(logSlope)); i++) {
            double numerator = -i * (i - a);
            b += 2;
            double denominator = numerator * d + b;
            double slope = i * d + numerator * dSlope - 1;
            cSlope = (i - numerator * (cSlope / c)) / c - 1;
            c = b + numerator / c;
            d = 1 / denominator;
            dSlope = -slope * d * d;
            change = c * d;
            step = cSlope / c + dSlope / d;
            value *= change;
            logSlope += step;
        }
        return logDerivative ? logSlope : value;
    }
}
