package org.penumbra.math;

import java.util.List;

/** Powers over any {@link Lanewise} arithmetic: the steps of {@link PowKernel}, and therefore the same bits. */
public final class LanePow {

    private LanePow() {
    }

    /** A number as the sum of two. */
    private record Two<D>(D high, D low) {
    }

    /** See {@link Kernels#pow}. */
    public static <D, L, M> D pow(Lanewise<D, L, M> a, D x, D y) {
        D zero = a.constant(0);
        M isOrdinaryPower = a.lessOrEqual(a.abs(y), a.constant(PowKernel.LARGEST_POWER));
        D judged = a.select(isOrdinaryPower, x, zero);
        judged = a.select(a.lessOrEqual(judged, a.constant(Double.MAX_VALUE)), judged, zero);
        Two<D> log = log(a, x);
        D exponent = a.times(y, log.high);
        D low = a.fma(y, log.low, a.fma(y, log.high, a.negate(exponent)));
        return a.unless(a.less(judged, a.constant(Double.MIN_NORMAL)), Lanewise.Fallback.POW,
                exp(a, exponent, low), List.of(x, y));
    }

    private static <D, L, M> Two<D> log(Lanewise<D, L, M> a, D x) {
        L exponent = LaneKernels.exponent(a, x);
        D k = LaneKernels.toDouble(a, exponent);
        Two<D> l = logOfScaled(a, a.minus(LaneKernels.scaled(a, x, exponent), a.constant(1)));
        D whole = a.times(k, a.constant(ExpKernel.LN2_HIGH));
        D sum = a.plus(whole, l.high);
        D error = a.plus(a.minus(l.high, a.minus(sum, whole)), a.fma(k, a.constant(ExpKernel.LN2_LOW), l.low));
        D log = a.plus(sum, error);
        return new Two<>(log, a.minus(error, a.minus(log, sum)));
    }

    private static <D, L, M> Two<D> logOfScaled(Lanewise<D, L, M> a, D f) {
        D two = a.constant(2);
        D twoThirds = a.constant(PowKernel.TWO_THIRDS);
        D d = a.plus(two, f);
        D s = a.over(f, d);
        D sLow = a.over(a.minus(a.fma(a.negate(s), d, f), a.times(s, a.minus(f, a.minus(d, two)))), d);
        D z = a.times(s, s);
        D zLow = a.fma(a.times(two, s), sLow, a.fma(s, s, a.negate(z)));
        D rest = a.fma(z, LaneGamma.series(a, PowKernel.SERIES, z), a.constant(PowKernel.TWO_THIRDS_LOW));
        D t = a.plus(twoThirds, rest);
        D w = a.times(z, t);
        D wLow = a.fma(z, a.minus(rest, a.minus(t, twoThirds)), a.fma(zLow, t, a.fma(z, t, a.negate(w))));
        D v = a.plus(two, w);
        D l = a.times(s, v);
        D vLow = a.plus(a.minus(w, a.minus(v, two)), wLow);
        return new Two<>(l, a.fma(s, vLow, a.fma(sLow, v, a.fma(s, v, a.negate(l)))));
    }

    private static <D, L, M> D exp(Lanewise<D, L, M> a, D x, D low) {
        D one = a.constant(1);
        D rounder = a.constant(ExpKernel.ROUNDER);
        D clamped = a.min(a.max(x, a.constant(ExpKernel.LOWEST)), a.constant(ExpKernel.HIGHEST));
        D small = a.min(a.max(low, a.constant(-PowKernel.SMALL)), a.constant(PowKernel.SMALL));
        D rounded = a.fma(clamped, a.constant(ExpKernel.LOG2_E), rounder);
        D n = a.minus(rounded, rounder);
        D high = a.fma(a.negate(n), a.constant(ExpKernel.LN2_HIGH), clamped);
        D subtracted = a.fma(n, a.constant(ExpKernel.LN2_LOW), a.negate(small));
        D r = a.minus(high, subtracted);
        D sum = a.plus(one, r);
        D carried = a.plus(a.minus(r, a.minus(sum, one)), a.minus(a.minus(high, r), subtracted));
        D rest = LaneKernels.tail(a, r, carried);
        L exponent = a.add(a.bits(rounded), -ExpKernel.ROUNDER_BITS);
        L half = a.shiftRight(exponent, 1);
        return a.times(a.times(a.plus(sum, rest), LaneKernels.powerOfTwo(a, half)),
                LaneKernels.powerOfTwo(a, a.subtract(exponent, half)));
    }
}
