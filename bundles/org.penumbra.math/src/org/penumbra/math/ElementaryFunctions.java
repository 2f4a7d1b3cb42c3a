package org.penumbra.math;

import org.apache.commons.numbers.gamma.Gamma;

/** Elementary functions that need care for accuracy or range beyond the formula that defines them. */
final class ElementaryFunctions {

    private static final double LOG_2 = 0.6931471805599453;
    /** Below this, n over k is exact as a product of so few factors. */
    private static final double FEW_FACTORS = 30;

    private ElementaryFunctions() {
    }

    /** Good to a few ulp: x log1p for small sizes, log for large ones, which do not overflow. */
    static double asinh(double x) {
        double a = Math.abs(x);
        double value = a > 1e8 ? LogKernel.log(a) + LOG_2
                : LogKernel.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(value, x);
    }

    static double acosh(double x) {
        double t = x - 1;
        return x > 1e8 ? LogKernel.log(x) + LOG_2 : LogKernel.log1p(t + Math.sqrt(t * (x + 1)));
    }

    static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * LogKernel.log1p(2 * a / (1 - a)), x);
    }

    /** log(1 - exp(x)) for x below 0: Maechler (2012), "Accurately computing log(1 - exp(-|a|))". */
    static double log1mExp(double x) {
        return x > -LOG_2 ? LogKernel.log(-ExpKernel.expm1(x)) : LogKernel.log1p(-ExpKernel.exp(x));
    }

    static double logAddExp(double x, double y) {
        double larger = Math.max(x, y);
        return Double.isInfinite(larger) ? larger
                : larger + LogKernel.log1p(ExpKernel.exp(Math.min(x, y) - larger));
    }

    /** Exact, or nearly so, for whole numbers: a product; else through the beta function. */
    static double choose(double n, double k) {
        if (n == Math.rint(n) && k == Math.rint(k) && n >= 0) {
            double fewer = Math.min(k, n - k);
            if (fewer < 0) {
                return 0;
            }
            if (fewer <= FEW_FACTORS) {
                return product(n, (int) fewer);
            }
        }
        return Gamma.value(n + 1) < 1e300 && n + 1 > 0 ? ratio(n, k)
                : ExpKernel.exp(-LogKernel.log(n + 1) - SpecialFunctions.logBeta(n - k + 1, k + 1));
    }

    private static double ratio(double n, double k) {
        return Gamma.value(n + 1) / (Gamma.value(k + 1) * Gamma.value(n - k + 1));
    }

    /** Every partial product is a whole number, so that divisions are exact while it has 53 bits. */
    private static double product(double n, int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }
}
