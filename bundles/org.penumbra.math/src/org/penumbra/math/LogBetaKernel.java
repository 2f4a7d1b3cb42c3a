package org.penumbra.math;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * log B(a, b) without the cancellation of log-gammas, after Didonato and Morris 1992 ("Algorithm 708"): with p the
 * smaller and q the larger argument, B(p, q) = B(p, q + k) (p + q)_k / (q)_k leads to a q of 10 or more, where what
 * Stirling's formula leaves of log Gamma(q) and log Gamma(p + q) is small. Arguments that are no ordinary numbers are
 * left to Apache Commons Numbers. {@link LaneBeta} takes the same steps.
 */
final class LogBetaKernel {

    /** From here to there products of arguments stay in range. */
    static final double SMALLEST = 1e-290;
    static final double LARGEST = 1e100;
    /** Steps up that lead from anywhere to 10 or more. */
    static final int STEPS = 10;
    /** log(2 pi) / 2. */
    static final double CONSTANT = 0x1.d67f1c864beb5p-1;

    private LogBetaKernel() {
    }

    static double logBeta(double a, double b) {
        double p = Math.min(a, b);
        double q = Math.max(a, b);
        return p >= SMALLEST && q <= LARGEST ? ordinary(p, q) : LogBeta.value(a, b);
    }

    private static double ordinary(double p, double q) {
        double numerator = 1;
        double denominator = 1;
        double large = q;
        while (large < LogGammaKernel.ASYMPTOTIC) {
            numerator *= p + large;
            denominator *= large;
            large += 1;
        }
        double h = p / large;
        double log1p = LogKernel.log1p(h);
        double log = LogKernel.log(large);
        double rest = LogGammaKernel.correction(large) - LogGammaKernel.correction(p + large);
        if (p >= LogGammaKernel.ASYMPTOTIC) {
            double logShare = LogKernel.log(h / (1 + h));
            double sum = CONSTANT + (LogGammaKernel.correction(p) + rest) - 0.5 * log;
            return sum + (p - 0.5) * logShare - large * log1p;
        }
        double ratio = numerator / denominator;
        return nearTwo(p, ratio) + (rest - (p * (log - 1) + (large + p - 0.5) * log1p));
    }

    /** log Gamma(p) for p below 10, plus the logarithm of a number. */
    private static double nearTwo(double p, double factor) {
        double product = 1;
        double y = p;
        while (y > LogGammaKernel.UPPER) {
            y -= 1;
            product *= y;
        }
        double t = p < LogGammaKernel.LOWER ? p : p < LogGammaKernel.MIDDLE ? p - 1 : y - 2;
        double below = p < LogGammaKernel.LOWER ? p * (1 + p) : p;
        double log = LogKernel.log(p < LogGammaKernel.MIDDLE ? factor / below : factor * product);
        return LogGammaKernel.nearTwo(t) + log;
    }
}
