package org.penumbra.distributions;

import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** Logarithms in the forms that keep their digits, once for densities and once for numbers. */
final class StableForms {

    private static final double LOG_2 = 0.69314718055994530942;
    /** Below it, the first terms of the series of log(1 + t) / t are exact to the last bit. */
    private static final double SMALL = 1e-3;
    /** (-1)^k / (k + 1), as many as {@link #SMALL} needs. */
    private static final double[] SERIES = {1, -1.0 / 2, 1.0 / 3, -1.0 / 4, 1.0 / 5, -1.0 / 6};

    private StableForms() {
    }

    /** log(1 - exp(t)) for t < 0, by whichever of expm1 and log1p is exact (Maechler 2012). */
    static Expr log1mExp(Expr t) {
        return Expr.select(Expr.of(-LOG_2).lessThan(t), t.expm1().negate().log(), t.exp().negate().log1p());
    }

    static double log1mExp(double t) {
        return t > -LOG_2 ? Kernels.log(-Kernels.expm1(t)) : Kernels.log1p(-Kernels.exp(t));
    }

    /** log(1 + t) / t, which is 1 at t = 0 and has a derivative there. */
    static Expr log1pRatio(Expr t) {
        Expr series = Expr.of(SERIES[SERIES.length - 1]);
        for (int k = SERIES.length - 2; k >= 0; k--) {
            series = series.times(t).plus(SERIES[k]);
        }
        return Expr.select(t.abs().lessThan(Expr.of(SMALL)), series, t.log1p().over(t));
    }

    static double log1pRatio(double t) {
        return t == 0 ? 1 : Kernels.log1p(t) / t;
    }

    /**
     * log of base^exponent, with 0^0 = 1. The test is on the base too, as inside the support the derivative by an
     * exponent that happens to be 0 is log(base).
     */
    static Expr power(Expr exponent, Expr base, Expr logBase) {
        Expr zero = Expr.of(0);
        return Expr.select(base.equalTo(zero).and(exponent.equalTo(zero)), zero, exponent.times(logBase));
    }

    /** log of a distribution function on the unit interval from that inside of it. */
    static Expr logCdfOnUnit(Expr x, Expr inside) {
        Expr upTo = Expr.select(x.lessThan(Expr.of(1)), inside, Expr.of(0));
        return Expr.within(Expr.of(0).lessThan(x), upTo);
    }

    /** log of what lies above x, on the unit interval, from that inside of it. */
    static Expr logSurvivalOnUnit(Expr x, Expr inside) {
        Expr beyond = Expr.within(x.lessThan(Expr.of(1)), inside);
        return Expr.select(Expr.of(0).lessThan(x), beyond, Expr.of(0));
    }

    /** log(x / (1 - x)). */
    static Expr logit(Expr x) {
        return x.log().minus(x.negate().log1p());
    }
}
