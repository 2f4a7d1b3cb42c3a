package org.penumbra.math;

/**
 * The elementary functions of {@link Kernels} without branches, over any {@link Lanewise} arithmetic: the same steps
 * on the same constants, and therefore the same bits. Where a kernel branches, both sides are computed and one is
 * chosen.
 */
public final class LaneKernels {

    private LaneKernels() {
    }

    /** See {@link Kernels#exp}. */
    public static <D, L, M> D exp(Lanewise<D, L, M> a, D x) {
        D clamped = a.min(a.max(x, a.constant(ExpKernel.LOWEST)), a.constant(ExpKernel.HIGHEST));
        Reduced<D, L> reduced = reduce(a, clamped);
        L half = a.shiftRight(reduced.exponent, 1);
        return a.times(a.times(a.plus(reduced.sum, reduced.rest), powerOfTwo(a, half)),
                powerOfTwo(a, a.subtract(reduced.exponent, half)));
    }

    /** See {@link Kernels#expm1}. */
    public static <D, L, M> D expm1(Lanewise<D, L, M> a, D x) {
        D limit = a.constant(ExpKernel.EXPM1_LIMIT);
        D low = expm1Core(a, x);
        D result = a.select(a.less(limit, x), exp(a, x), low);
        result = a.select(a.less(x, a.negate(limit)), a.constant(-1), result);
        return a.select(a.equal(x, a.constant(0)), x, result);
    }

    /** See {@link Kernels#log}. */
    public static <D, L, M> D log(Lanewise<D, L, M> a, D x) {
        D zero = a.constant(0);
        M small = a.less(x, a.constant(Double.MIN_NORMAL));
        D normal = a.select(small, a.times(x, a.constant(0x1p54)), x);
        L exponent = exponent(a, normal);
        D k = toDouble(a, exponent);
        k = a.select(small, a.minus(k, a.constant(54)), k);
        D result = logCore(a, k, a.minus(scaled(a, normal, exponent), a.constant(1)), zero);
        result = a.select(a.less(a.constant(Double.MAX_VALUE), x), x, result);
        result = a.select(a.equal(x, zero), a.constant(Double.NEGATIVE_INFINITY), result);
        return a.select(a.lessOrEqual(zero, x), result, a.constant(Double.NaN));
    }

    /** See {@link Kernels#log1p}. */
    public static <D, L, M> D log1p(Lanewise<D, L, M> a, D x) {
        D zero = a.constant(0);
        D one = a.constant(1);
        D minusOne = a.constant(-1);
        D sum = a.plus(one, x);
        L exponent = exponent(a, sum);
        D k = toDouble(a, exponent);
        M near = a.equal(k, zero);
        D lost = a.select(a.less(one, x), a.minus(one, a.minus(sum, x)), a.minus(x, a.minus(sum, one)));
        D f = a.select(near, x, a.minus(scaled(a, sum, exponent), one));
        D result = logCore(a, k, f, a.select(near, zero, a.over(lost, sum)));
        result = a.select(a.less(a.constant(Double.MAX_VALUE), x), x, result);
        result = a.select(a.equal(x, zero), x, result);
        result = a.select(a.equal(x, minusOne), a.constant(Double.NEGATIVE_INFINITY), result);
        return a.select(a.lessOrEqual(minusOne, x), result, a.constant(Double.NaN));
    }

    /** See {@link Kernels#expit}. */
    public static <D, L, M> D expit(Lanewise<D, L, M> a, D x) {
        M low = a.less(x, a.constant(-Kernels.SATURATION));
        D e = exp(a, a.select(low, x, a.negate(x)));
        D one = a.constant(1);
        return a.select(low, e, a.over(one, a.plus(one, e)));
    }

    /** See {@link Kernels#softplus}. */
    public static <D, L, M> D softplus(Lanewise<D, L, M> a, D x) {
        return a.select(a.less(a.constant(Kernels.SATURATION), x), x, log1p(a, exp(a, x)));
    }

    /** See {@link Kernels#tanh}. */
    public static <D, L, M> D tanh(Lanewise<D, L, M> a, D x) {
        D doubled = a.times(a.constant(-2), a.abs(x));
        D core = expm1Core(a, doubled);
        D t = a.select(a.less(doubled, a.constant(-ExpKernel.EXPM1_LIMIT)), a.constant(-1), core);
        return a.copySign(a.over(a.negate(t), a.plus(a.constant(2), t)), x);
    }

    /** x = n ln 2 + r; sum + rest = e^r. */
    private record Reduced<D, L>(D sum, D rest, L exponent) {
    }

    private static <D, L, M> Reduced<D, L> reduce(Lanewise<D, L, M> a, D x) {
        D rounder = a.constant(ExpKernel.ROUNDER);
        D one = a.constant(1);
        D rounded = a.fma(x, a.constant(ExpKernel.LOG2_E), rounder);
        D n = a.minus(rounded, rounder);
        D high = a.fma(a.negate(n), a.constant(ExpKernel.LN2_HIGH), x);
        D low = a.times(n, a.constant(ExpKernel.LN2_LOW));
        D r = a.minus(high, low);
        D sum = a.plus(one, r);
        D carried = a.plus(a.minus(r, a.minus(sum, one)), a.minus(a.minus(high, r), low));
        return new Reduced<>(sum, tail(a, r, carried), a.add(a.bits(rounded), -ExpKernel.ROUNDER_BITS));
    }

    static <D, L, M> D tail(Lanewise<D, L, M> a, D r, D carried) {
        D r2 = a.times(r, r);
        D r4 = a.times(r2, r2);
        D low = a.fma(line(a, ExpKernel.E3, r, ExpKernel.E2), r2, line(a, ExpKernel.E1, r, ExpKernel.E0));
        D middle = a.fma(line(a, ExpKernel.E7, r, ExpKernel.E6), r2, line(a, ExpKernel.E5, r, ExpKernel.E4));
        D e = a.fma(a.fma(line(a, ExpKernel.E9, r, ExpKernel.E8), r4, middle), r4, low);
        return a.fma(r2, a.fma(r, e, a.constant(0.5)), carried);
    }

    private static <D, L, M> D line(Lanewise<D, L, M> a, double slope, D x, double intercept) {
        return a.fma(a.constant(slope), x, a.constant(intercept));
    }

    static <D, L, M> D powerOfTwo(Lanewise<D, L, M> a, L exponent) {
        return a.fromBits(a.shiftLeft(a.add(exponent, 1023), 52));
    }

    private static <D, L, M> D expm1Core(Lanewise<D, L, M> a, D x) {
        D one = a.constant(1);
        Reduced<D, L> reduced = reduce(a, x);
        D scale = powerOfTwo(a, reduced.exponent);
        D scaled = a.times(reduced.sum, scale);
        D difference = a.minus(scaled, one);
        D subtracted = a.minus(difference, scaled);
        D error = a.minus(a.minus(scaled, a.minus(difference, subtracted)), a.plus(one, subtracted));
        return a.plus(difference, a.fma(reduced.rest, scale, error));
    }

    private static <D, L, M> D logCore(Lanewise<D, L, M> a, D k, D f, D correction) {
        D s = a.over(f, a.plus(a.constant(2), f));
        D z = a.times(s, s);
        D z2 = a.times(z, z);
        D low = a.fma(line(a, LogKernel.P3, z, LogKernel.P2), z2, line(a, LogKernel.P1, z, LogKernel.P0));
        D high = a.fma(a.constant(LogKernel.P6), z2, line(a, LogKernel.P5, z, LogKernel.P4));
        D p = a.fma(high, a.times(z2, z2), low);
        D half = a.times(a.constant(0.5), f);
        D product = a.times(s, a.fma(half, f, a.times(z, p)));
        D minus = a.fma(half, f, a.negate(product));
        D whole = a.times(k, a.constant(ExpKernel.LN2_HIGH));
        D sum = a.plus(whole, f);
        D error = a.minus(f, a.minus(sum, whole));
        D small = a.minus(a.fma(k, a.constant(ExpKernel.LN2_LOW), correction), minus);
        return a.plus(sum, a.plus(error, small));
    }

    static <D, L, M> L exponent(Lanewise<D, L, M> a, D x) {
        return a.shiftRight(a.add(a.bits(x), -LogKernel.SQRT_HALF_BITS), 52);
    }

    static <D, L, M> D scaled(Lanewise<D, L, M> a, D x, L exponent) {
        return a.fromBits(a.subtract(a.bits(x), a.shiftLeft(exponent, 52)));
    }

    /** An integer below 2^51 in magnitude as a number. */
    static <D, L, M> D toDouble(Lanewise<D, L, M> a, L integer) {
        return a.minus(a.fromBits(a.add(integer, ExpKernel.ROUNDER_BITS)), a.constant(ExpKernel.ROUNDER));
    }
}
