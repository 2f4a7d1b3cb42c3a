package org.penumbra.math;

import java.util.List;

/**
 * log Gamma and digamma over any {@link Lanewise} arithmetic: for positive arguments the steps of {@link Kernels} with
 * all formulas computed and one chosen, and therefore the same bits. Others, which no density asks for, are left to
 * scalar code.
 */
public final class LaneGamma {

    private LaneGamma() {
    }

    /** See {@link Kernels#logGamma}. */
    public static <D, L, M> D logGamma(Lanewise<D, L, M> a, D x) {
        D one = a.constant(1);
        Shifted<D> shifted = shifted(a, x);
        M isLarge = a.lessOrEqual(a.constant(LogGammaKernel.ASYMPTOTIC), x);
        M isLow = a.less(x, a.constant(LogGammaKernel.MIDDLE));
        M isLowest = a.less(x, a.constant(LogGammaKernel.LOWER));
        D below = a.select(isLowest, a.times(x, a.plus(one, x)), x);
        D log = LaneKernels.log(a, a.select(isLarge, x, a.select(isLow, below, shifted.product)));
        D t = a.select(isLowest, x, a.select(isLow, a.minus(x, one), a.minus(shifted.y, a.constant(2))));
        D near = a.times(t, series(a, LogGammaKernel.NEAR_TWO, t));
        D small = a.plus(near, a.select(isLow, a.negate(log), log));
        D result = a.select(isLarge, asymptotic(a, x, log), small);
        return a.unless(a.lessOrEqual(x, a.constant(0)), Lanewise.Fallback.LOG_GAMMA, result,
                List.of(x));
    }

    private static <D, L, M> D asymptotic(Lanewise<D, L, M> a, D x, D log) {
        D product = a.times(a.minus(x, a.constant(0.5)), a.minus(log, a.constant(1)));
        return a.plus(product, a.plus(a.constant(LogGammaKernel.CONSTANT), correction(a, x)));
    }

    /** See {@link LogGammaKernel#correction}. */
    static <D, L, M> D correction(Lanewise<D, L, M> a, D x) {
        D reciprocal = a.over(a.constant(1), x);
        return a.times(reciprocal, series(a, LogGammaKernel.SERIES, a.times(reciprocal, reciprocal)));
    }

    /** Gamma(x) = product Gamma(y) with y at most 2.5, for x below 10. */
    record Shifted<D>(D y, D product) {
    }

    static <D, L, M> Shifted<D> shifted(Lanewise<D, L, M> a, D x) {
        D y = x;
        D product = a.constant(1);
        for (int step = 0; step < LogGammaKernel.STEPS; step++) {
            M above = a.less(a.constant(LogGammaKernel.UPPER), y);
            D down = a.minus(y, a.constant(1));
            product = a.select(above, a.times(product, down), product);
            y = a.select(above, down, y);
        }
        return new Shifted<>(y, product);
    }

    /** See {@link Kernels#digamma}. One division serves all formulas. */
    public static <D, L, M> D digamma(Lanewise<D, L, M> a, D x) {
        D one = a.constant(1);
        D y = x;
        D numerator = a.constant(0);
        D denominator = one;
        for (int step = 0; step < SpecialFunctions.STEPS; step++) {
            M above = a.less(a.constant(2), y);
            D down = a.minus(y, one);
            numerator = a.select(above, a.fma(numerator, down, denominator), numerator);
            denominator = a.select(above, a.times(denominator, down), denominator);
            y = a.select(above, down, y);
        }
        M isLarge = a.lessOrEqual(a.constant(SpecialFunctions.ASYMPTOTIC), x);
        M isLow = a.less(x, one);
        D ratio = a.over(a.select(isLarge, one, a.select(isLow, a.constant(-1), numerator)),
                a.select(isLarge, x, a.select(isLow, x, denominator)));
        D small = a.plus(nearZero(a, a.select(isLow, a.plus(x, one), y)), ratio);
        D z = a.times(ratio, ratio);
        D large = a.minus(a.minus(LaneKernels.log(a, x), a.times(a.constant(0.5), ratio)),
                a.times(z, series(a, SpecialFunctions.DIGAMMA_SERIES, z)));
        D result = a.select(isLarge, large, small);
        return a.unless(a.lessOrEqual(x, a.constant(0)), Lanewise.Fallback.DIGAMMA, result,
                List.of(x));
    }

    private static <D, L, M> D nearZero(Lanewise<D, L, M> a, D x) {
        D distance = a.minus(a.minus(x, a.constant(SpecialFunctions.ZERO_HIGH)),
                a.constant(SpecialFunctions.ZERO_LOW));
        return a.times(distance, series(a, SpecialFunctions.NEAR_ZERO, a.minus(x, a.constant(1.5))));
    }

    /** Sum of coefficients[k] x^k. */
    static <D, L, M> D series(Lanewise<D, L, M> a, double[] coefficients, D x) {
        D sum = a.constant(coefficients[coefficients.length - 1]);
        for (int k = coefficients.length - 2; k >= 0; k--) {
            sum = a.fma(sum, x, a.constant(coefficients[k]));
        }
        return sum;
    }
}
