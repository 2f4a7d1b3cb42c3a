package org.penumbra.math;

/**
 * log and log1p from additions, multiplications, one or two divisions and {@code fma} only, so that every JIT tier
 * gives the same bits.
 *
 * <p>x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2). With s = f / (2 + f),
 * log(1 + f) = 2 artanh(s) = f - (f^2/2 - s (f^2/2 + s^2 P(s^2))) (the arrangement of Ng and Tang, used by fdlibm),
 * with a Chebyshev fit of its own for P. The exceptional values are the only branches; a vector version blends them.
 */
final class LogKernel {

    static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));

    // Chebyshev fit, in 60 digits, of (2 artanh(s)/s - 2) / s^2 in z = s^2 on |s| <= (sqrt 2 - 1)/(sqrt 2 + 1);
    // error in the logarithm below 1.6e-18.
    static final double P0 = 0x1.5555555555558p-1;
    static final double P1 = 0x1.99999999952ccp-2;
    static final double P2 = 0x1.2492492df3ba9p-2;
    static final double P3 = 0x1.c71c62e26208bp-3;
    static final double P4 = 0x1.7462b58e46ebep-3;
    static final double P5 = 0x1.39fe42e9740a7p-3;
    static final double P6 = 0x1.2b59b713616c9p-3;

    private LogKernel() {
    }

    static double log(double x) {
        if (x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE) {
            long k = exponent(x);
            return core(k, scaled(x, k) - 1, 0);
        }
        if (x > 0 && x < Double.MIN_NORMAL) {
            double normal = x * 0x1p54;
            long k = exponent(normal);
            return core(k - 54, scaled(normal, k) - 1, 0);
        }
        return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }

    static double log1p(double x) {
        if (!(x > -1 && x <= Double.MAX_VALUE) || x == 0) {
            return x == -1 ? Double.NEGATIVE_INFINITY : x >= 0 ? x : Double.NaN;
        }
        double sum = 1 + x;
        long k = exponent(sum);
        if (k == 0) {
            return core(0, x, 0);
        }
        double lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
        return core(k, scaled(sum, k) - 1, lost / sum);
    }

    /** k ln 2 + log(1 + f) + correction; the rounding error of k ln 2 + f is carried along. */
    private static double core(long k, double f, double correction) {
        double s = f / (2 + f);
        double z = s * s;
        double z2 = z * z;
        double low = Math.fma(Math.fma(P3, z, P2), z2, Math.fma(P1, z, P0));
        double p = Math.fma(Math.fma(P6, z2, Math.fma(P5, z, P4)), z2 * z2, low);
        double half = 0.5 * f;
        double product = s * Math.fma(half, f, z * p);
        double minus = Math.fma(half, f, -product);
        double whole = k * ExpKernel.LN2_HIGH;
        double sum = whole + f;
        double error = f - (sum - whole);
        return sum + (error + (Math.fma(k, ExpKernel.LN2_LOW, correction) - minus));
    }

    /** The k for which x / 2^k lies between sqrt(1/2) and sqrt(2). */
    static long exponent(double x) {
        return (Double.doubleToRawLongBits(x) - SQRT_HALF_BITS) >> 52;
    }

    static double scaled(double x, long k) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) - (k << 52));
    }
}
