package org.penumbra.distributions;

import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/** What distributions on 0, 1, 2... share. */
abstract class CountFamily implements Distribution {

    /** Whether x is one of 0, 1, 2... */
    static Expr isCount(Expr x) {
        return Expr.of(0).lessOrEqual(x).and(x.equalTo(Apply.of(Op.FLOOR, x)));
    }

    /** {@code count * factor}, and 0 where the count is 0 although the factor may be infinite there. */
    static Expr times(Expr count, Expr factor) {
        return Expr.select(count.equalTo(Expr.of(0)), Expr.of(0), count.times(factor));
    }

    /** log of n! for a count or, through the gamma function, for any real. */
    static Expr logFactorial(Expr n) {
        return n.plus(1).logGamma();
    }

    /** log of Gamma(a + count) / Gamma(a), whose digits do not drown in those of the log-gammas when a is large. */
    static Expr logRising(Expr a, Expr count) {
        return Expr.select(count.equalTo(Expr.of(0)), Expr.of(0), count.logGamma().minus(a.logBeta(count)));
    }

    /** log of a distribution function from that at a count, for any x. */
    static Expr logCdfOnCounts(Expr x, Expr atCount) {
        return Expr.within(Expr.of(0).lessOrEqual(x), atCount);
    }

    /** log of the mass above x from that above a count, for any x. */
    static Expr logSurvivalOnCounts(Expr x, Expr atCount) {
        return Expr.select(Expr.of(0).lessOrEqual(x), atCount, Expr.of(0));
    }

    /** The largest integer up to x. */
    static Expr floor(Expr x) {
        return Apply.of(Op.FLOOR, x);
    }

    /** By doubling from the mean and then halving the interval; infinite when no count is large enough. */
    @Override
    public double quantile(double p, double[] parameters) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability lies in [0, 1], found " + p);
        }
        double low = -1;
        double high = Math.max(1, Math.rint(mean(parameters)));
        while (cdf(high, parameters) < p) {
            low = high;
            high = 2 * high;
        }
        double middle = middle(low, high);
        while (middle > low && middle < high) {
            if (cdf(middle, parameters) < p) {
                low = middle;
            } else {
                high = middle;
            }
            middle = middle(low, high);
        }
        return high;
    }

    private static double middle(double low, double high) {
        return low + Math.floor((high - low) / 2);
    }
}
