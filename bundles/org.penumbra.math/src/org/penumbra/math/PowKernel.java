package org.penumbra.math;

/**
 * x^y = exp(y log x) from additions, multiplications, two divisions and {@code fma} only, so that every JIT tier gives
 * the same bits. The logarithm and its product with y are sums of two numbers, because an error of the exponent is one
 * of all digits of the result. What is not an ordinary positive number to an ordinary power is left to
 * {@link StrictMath}. {@link LanePow} takes the same steps.
 *
 * <p>x = 2^k (1 + f) and s = f / (2 + f) as in {@link LogKernel}; log(1 + f) = 2 artanh(s) = s (2 + z (2/3 + z S(z)))
 * with z = s^2 and the Taylor series for S, which needs no fit: z is below 0.0295.
 */
final class PowKernel {

    /** Products of larger powers with a logarithm are infinite for all that matters. */
    static final double LARGEST_POWER = 0x1p60;
    /** What the smaller part of an exponent in range stays below. */
    static final double SMALL = 0x1p-40;

    static final double TWO_THIRDS = 2.0 / 3;
    static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;
    /** 2 / (2k + 5). */
    static final double[] SERIES = {2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19,
        2.0 / 21, 2.0 / 23, 2.0 / 25, 2.0 / 27};

    private PowKernel() {
    }

    static double pow(double x, double y) {
        boolean isOrdinary = x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE && Math.abs(y) <= LARGEST_POWER;
        return isOrdinary ? ordinary(x, y) : StrictMath.pow(x, y);
    }

    private static double ordinary(double x, double y) {
        long k = LogKernel.exponent(x);
        double f = LogKernel.scaled(x, k) - 1;
        double d = 2 + f;
        double s = f / d;
        double sLow = (Math.fma(-s, d, f) - s * (f - (d - 2))) / d;
        double z = s * s;
        double zLow = Math.fma(2 * s, sLow, Math.fma(s, s, -z));
        double rest = Math.fma(z, SpecialFunctions.series(SERIES, z), TWO_THIRDS_LOW);
        double t = TWO_THIRDS + rest;
        double tLow = rest - (t - TWO_THIRDS);
        double w = z * t;
        double wLow = Math.fma(z, tLow, Math.fma(zLow, t, Math.fma(z, t, -w)));
        double v = 2 + w;
        double vLow = (w - (v - 2)) + wLow;
        double l = s * v;
        double lLow = Math.fma(s, vLow, Math.fma(sLow, v, Math.fma(s, v, -l)));
        double whole = k * ExpKernel.LN2_HIGH;
        double sum = whole + l;
        double error = (l - (sum - whole)) + Math.fma(k, ExpKernel.LN2_LOW, lLow);
        double log = sum + error;
        double exponent = y * log;
        return exp(exponent, Math.fma(y, error - (log - sum), Math.fma(y, log, -exponent)));
    }

    /** exp(x + low), like {@link ExpKernel}. */
    private static double exp(double x, double low) {
        double clamped = Math.min(Math.max(x, ExpKernel.LOWEST), ExpKernel.HIGHEST);
        double rounded = Math.fma(clamped, ExpKernel.LOG2_E, ExpKernel.ROUNDER);
        double n = rounded - ExpKernel.ROUNDER;
        double high = Math.fma(-n, ExpKernel.LN2_HIGH, clamped);
        double subtracted = Math.fma(n, ExpKernel.LN2_LOW, -Math.min(Math.max(low, -SMALL), SMALL));
        double r = high - subtracted;
        double sum = 1 + r;
        double rest = ExpKernel.tail(r, (r - (sum - 1)) + ((high - r) - subtracted));
        long exponent = Double.doubleToRawLongBits(rounded) - ExpKernel.ROUNDER_BITS;
        long half = exponent >> 1;
        return (sum + rest) * ExpKernel.powerOfTwo(half) * ExpKernel.powerOfTwo(exponent - half);
    }
}
