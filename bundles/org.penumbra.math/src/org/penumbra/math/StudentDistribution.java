package org.penumbra.math;

/** The logarithm of the distribution function of Student's t, and its derivative by the degrees of freedom. */
final class StudentDistribution {

    private static final double LOG_HALF = -0.69314718055994530942;

    private StudentDistribution() {
    }

    /** log P(T <= t) for df > 0, exact in the lower tail (Abramowitz and Stegun 26.7.1). */
    static double logCdf(double t, double df) {
        if (t == 0) {
            return df > 0 ? LOG_HALF : Double.NaN;
        }
        double tail = LOG_HALF + IncompleteBeta.log(logOdds(t, df), 0.5 * df, 0.5);
        return t < 0 ? tail : LogKernel.log1p(-ExpKernel.exp(tail));
    }

    /** The derivative of {@link #logCdf} by df. */
    static double logCdfByDf(double t, double df) {
        if (t == 0) {
            return 0;
        }
        double slope = tailByDf(logOdds(t, df), df);
        return t < 0 ? slope : -ExpKernel.exp(logCdf(-t, df) - logCdf(t, df)) * slope;
    }

    /** log of df / t^2, the log odds at which the incomplete beta function is both tails. */
    private static double logOdds(double t, double df) {
        return LogKernel.log(df) - 2 * LogKernel.log(Math.abs(t));
    }

    private static double tailByDf(double z, double df) {
        double a = 0.5 * df;
        double byOdds = ExpKernel.exp(IncompleteBeta.logPrefix(z, a, 0.5) - IncompleteBeta.log(z, a, 0.5));
        return 0.5 * IncompleteBeta.byA(z, a, 0.5) + byOdds / df;
    }
}
