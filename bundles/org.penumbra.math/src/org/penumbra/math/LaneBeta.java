package org.penumbra.math;

import java.util.List;

/** log B over any {@link Lanewise} arithmetic: the steps of {@link LogBetaKernel}, and therefore the same bits. */
public final class LaneBeta {

    private LaneBeta() {
    }

    /** See {@link Kernels#logBeta}. */
    public static <D, L, M> D logBeta(Lanewise<D, L, M> a, D first, D second) {
        D p = a.min(first, second);
        D q = a.max(first, second);
        D one = a.constant(1);
        D ten = a.constant(LogGammaKernel.ASYMPTOTIC);
        D numerator = one;
        D denominator = one;
        D large = q;
        for (int step = 0; step < LogBetaKernel.STEPS; step++) {
            M below = a.less(large, ten);
            numerator = a.select(below, a.times(numerator, a.plus(p, large)), numerator);
            denominator = a.select(below, a.times(denominator, large), denominator);
            large = a.select(below, a.plus(large, one), large);
        }
        D result = ofLarge(a, p, large, a.over(numerator, denominator));
        D judged = a.select(a.lessOrEqual(q, a.constant(LogBetaKernel.LARGEST)), p, a.constant(0));
        return a.unless(a.less(judged, a.constant(LogBetaKernel.SMALLEST)), Lanewise.Fallback.LOG_BETA, result,
                List.of(first, second));
    }

    /** With a second argument of 10 or more, plus the logarithm of a ratio if the first is smaller. */
    private static <D, L, M> D ofLarge(Lanewise<D, L, M> a, D p, D large, D ratio) {
        D one = a.constant(1);
        D half = a.constant(0.5);
        M isLarge = a.lessOrEqual(a.constant(LogGammaKernel.ASYMPTOTIC), p);
        M isLow = a.less(p, a.constant(LogGammaKernel.MIDDLE));
        M isLowest = a.less(p, a.constant(LogGammaKernel.LOWER));
        D h = a.over(p, large);
        D log1p = LaneKernels.log1p(a, h);
        D log = LaneKernels.log(a, large);
        D rest = a.minus(LaneGamma.correction(a, large), LaneGamma.correction(a, a.plus(p, large)));
        LaneGamma.Shifted<D> shifted = LaneGamma.shifted(a, p);
        D below = a.select(isLowest, a.times(p, a.plus(one, p)), p);
        D factor = a.select(isLow, a.over(ratio, below), a.times(ratio, shifted.product()));
        D third = LaneKernels.log(a, a.select(isLarge, a.over(h, a.plus(one, h)), factor));
        D sum = a.minus(a.plus(a.constant(LogBetaKernel.CONSTANT), a.plus(LaneGamma.correction(a, p), rest)),
                a.times(half, log));
        D both = a.minus(a.plus(sum, a.times(a.minus(p, half), third)), a.times(large, log1p));
        D t = a.select(isLowest, p, a.select(isLow, a.minus(p, one), a.minus(shifted.y(), a.constant(2))));
        D near = a.plus(a.times(t, LaneGamma.series(a, LogGammaKernel.NEAR_TWO, t)), third);
        D stirling = a.plus(a.times(p, a.minus(log, one)), a.times(a.minus(a.plus(large, p), half), log1p));
        return a.select(isLarge, both, a.plus(near, a.minus(rest, stirling)));
    }
}
