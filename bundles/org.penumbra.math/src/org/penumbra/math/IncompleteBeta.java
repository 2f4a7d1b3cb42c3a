package org.penumbra.math;

/**
 * The logarithm of the regularised incomplete beta function I_x(a, b) by the log odds z = log(x / (1 - x)), so that
 * both ends of the interval are as fine as its middle, with the derivatives by a and b. It is the continued fraction
 * DLMF 8.17.22 by the method of Lentz, differentiated step by step; beyond (a + 1) / (a + b + 2), from
 * 1 - I_(1 - x)(b, a). Some 1e-14 of 1 or of the value, whichever is larger; the number of steps grows as the square
 * root of the larger shape.
 */
final class IncompleteBeta {

    /** By which shape to differentiate. */
    private enum By { NONE, A, B }

    private static final double PRECISION = 1e-16;
    private static final int MOST_STEPS = 1_000_000;
    private static final double LARGE = 10;
    private static final double LOG_2_PI = 1.8378770664093454836;

    private IncompleteBeta() {
    }

    /** log I for a, b > 0. */
    static double log(double z, double a, double b) {
        if (!isDefined(z, a, b)) {
            return Double.NaN;
        }
        if (Double.isInfinite(z)) {
            return z > 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        return isLow(z, a, b) ? lower(z, a, b) : LogKernel.log1p(-ExpKernel.exp(lower(-z, b, a)));
    }

    /** The derivative of log I by a. */
    static double byA(double z, double a, double b) {
        if (!isDefined(z, a, b) || Double.isInfinite(z)) {
            return z == Double.POSITIVE_INFINITY ? 0 : Double.NaN;
        }
        return isLow(z, a, b) ? logX(z) - SpecialFunctions.digamma(a + 1) + SpecialFunctions.digamma(a + b)
                + fraction(z, a, b, By.A) : -odds(z, a, b) * byB(-z, b, a);
    }

    /** The derivative of log I by b. */
    static double byB(double z, double a, double b) {
        if (!isDefined(z, a, b) || Double.isInfinite(z)) {
            return z == Double.POSITIVE_INFINITY ? 0 : Double.NaN;
        }
        return isLow(z, a, b) ? logX(-z) - SpecialFunctions.digamma(b) + SpecialFunctions.digamma(a + b)
                + fraction(z, a, b, By.B) : -odds(z, a, b) * byA(-z, b, a);
    }

    /** (1 - I) / I. */
    private static double odds(double z, double a, double b) {
        return ExpKernel.exp(log(-z, b, a) - log(z, a, b));
    }

    /** log x. */
    private static double logX(double z) {
        return -Kernels.softplus(-z);
    }

    private static boolean isDefined(double z, double a, double b) {
        return a > 0 && b > 0 && a < Double.POSITIVE_INFINITY && b < Double.POSITIVE_INFINITY && !Double.isNaN(z);
    }

    private static boolean isLow(double z, double a, double b) {
        return Kernels.expit(z) <= (a + 1) / (a + b + 2);
    }

    private static double lower(double z, double a, double b) {
        return logPrefix(z, a, b) - LogKernel.log(a) + LogKernel.log(fraction(z, a, b, By.NONE));
    }

    /** log of x^a (1 - x)^b / B(a, b); near the mean of large shapes by the distance from it, as large terms cancel. */
    static double logPrefix(double z, double a, double b) {
        double distance = Kernels.expit(z) * b - Kernels.expit(-z) * a;
        if (Math.min(a, b) < LARGE || Math.abs(distance) > 0.5 * Math.min(a, b)) {
            return a * logX(z) + b * logX(-z) - SpecialFunctions.logBeta(a, b);
        }
        double peak = 0.5 * (LogKernel.log(a) + LogKernel.log(b / (a + b)) - LOG_2_PI);
        return peak - a * IncompleteGamma.excess(distance / a) - b * IncompleteGamma.excess(-distance / b)
                - IncompleteGamma.stirling(a) - IncompleteGamma.stirling(b) + IncompleteGamma.stirling(a + b);
    }

    /** The continued fraction, or the derivative of its logarithm. */
    private static double fraction(double z, double a, double b, By by) {
        double x = Kernels.expit(z);
        double c = 1;
        double cSlope = 0;
        double numerator = -(a + b) * x / (a + 1);
        double slope = by == By.A ? numerator * (1 / (a + b) - 1 / (a + 1)) : by == By.B ? -x / (a + 1) : 0;
        double d = 1 / (1 + numerator);
        double dSlope = -slope * d * d;
        double value = d;
        double logSlope = dSlope / d;
        double change = 0;
        double step = 0;
        for (int k = 2; k < MOST_STEPS && (k < 6 || Math.abs(change - 1) > PRECISION
                || Math.abs(step) > PRECISION * Math.abs(logSlope)); k++) {
            int m = k / 2;
            boolean even = k % 2 == 0;
            double below = (a + k - 1) * (a + k);
            numerator = even ? m * (b - m) * x / below : -(a + m) * (a + b + m) * x / below;
            slope = switch (by) {
                case NONE -> 0;
                case A -> numerator * ((even ? 0 : 1 / (a + m) + 1 / (a + b + m)) - 1 / (a + k - 1) - 1 / (a + k));
                case B -> even ? m * x / below : -(a + m) * x / below;
            };
            cSlope = (slope - numerator * (cSlope / c)) / c;
            c = 1 + numerator / c;
            double dNext = 1 / (1 + numerator * d);
            dSlope = -(slope * d + numerator * dSlope) * dNext * dNext;
            d = dNext;
            change = c * d;
            step = cSlope / c + dSlope / d;
            value *= change;
            logSlope += step;
        }
        return by == By.NONE ? value : logSlope;
    }
}
