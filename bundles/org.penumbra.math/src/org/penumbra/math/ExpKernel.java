package org.penumbra.math;

/**
 * exp and expm1 from additions, multiplications and {@code fma} only, so that every JIT tier gives the same bits.
 *
 * <p>x = n ln 2 + r with |r| at most ln 2 / 2 (Cody and Waite 1980), e^r = 1 + r + r^2 (1/2 + r E(r)) with a
 * Chebyshev fit for E; the rounding error of 1 + r is carried along. There is no branch that depends on the value: a
 * vector version takes the same steps in every lane.
 */
final class ExpKernel {

    /** Beyond these the result is 0 or infinity, and clamping keeps n within the range of the two scale factors. */
    static final double LOWEST = -746;
    static final double HIGHEST = 710;

    /** Up to this magnitude the result is a normal number: one factor scales it, and gives the bits of two. */
    private static final double ORDINARY = 708;

    /** Beyond this magnitude, expm1 is exp or -1 to the last bit. */
    static final double EXPM1_LIMIT = 40;

    static final double LOG2_E = 0x1.71547652b82fep+0;
    /** The leading 42 bits of ln 2, so that n * LN2_HIGH is exact, and the next 53. */
    static final double LN2_HIGH = 0x1.62e42fefa3000p-1;
    static final double LN2_LOW = 0x1.3de6af278ece6p-42;

    /** 1.5 * 2^52: adding it rounds to an integer and leaves that integer in the low bits. */
    static final double ROUNDER = 0x1.8p52;
    static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);

    // Chebyshev fit, in 60 digits, of (e^r - 1 - r - r^2/2) / r^3 on |r| <= ln 2 / 2; error in e^r below 3.4e-19.
    static final double E0 = 0x1.5555555555556p-3;
    static final double E1 = 0x1.5555555555555p-5;
    static final double E2 = 0x1.11111111109b3p-7;
    static final double E3 = 0x1.6c16c16c167e1p-10;
    static final double E4 = 0x1.a01a01a7c41d5p-13;
    static final double E5 = 0x1.a01a01a47b054p-16;
    static final double E6 = 0x1.71de0dae63bb3p-19;
    static final double E7 = 0x1.27e4e1f48534fp-22;
    static final double E8 = 0x1.af38a9b0ec855p-26;
    static final double E9 = 0x1.1f66df7fca49fp-29;

    private ExpKernel() {
    }

    static double exp(double x) {
        boolean isOrdinary = Math.abs(x) <= ORDINARY;
        double clamped = isOrdinary ? x : Math.min(Math.max(x, LOWEST), HIGHEST);
        double rounded = Math.fma(clamped, LOG2_E, ROUNDER);
        double n = rounded - ROUNDER;
        double high = Math.fma(-n, LN2_HIGH, clamped);
        double low = n * LN2_LOW;
        double r = high - low;
        double sum = 1 + r;
        double rest = tail(r, (r - (sum - 1)) + ((high - r) - low));
        long exponent = Double.doubleToRawLongBits(rounded) - ROUNDER_BITS;
        if (isOrdinary) {
            return (sum + rest) * powerOfTwo(exponent);
        }
        long half = exponent >> 1;
        return (sum + rest) * powerOfTwo(half) * powerOfTwo(exponent - half);
    }

    static double expm1(double x) {
        if (x == 0) {
            return x;
        }
        return x > EXPM1_LIMIT ? exp(x) : x < -EXPM1_LIMIT ? -1 : expm1Core(x);
    }

    private static double expm1Core(double x) {
        double rounded = Math.fma(x, LOG2_E, ROUNDER);
        double n = rounded - ROUNDER;
        double high = Math.fma(-n, LN2_HIGH, x);
        double low = n * LN2_LOW;
        double r = high - low;
        double sum = 1 + r;
        double rest = tail(r, (r - (sum - 1)) + ((high - r) - low));
        double scale = powerOfTwo(Double.doubleToRawLongBits(rounded) - ROUNDER_BITS);
        double scaled = sum * scale;
        // Knuth's exact sum of scaled and -1: either may be the larger one.
        double difference = scaled - 1;
        double subtracted = difference - scaled;
        double error = (scaled - (difference - subtracted)) - (1 + subtracted);
        return difference + Math.fma(rest, scale, error);
    }

    /** {@code carried + r^2 (1/2 + r E(r))}, E by Estrin's scheme. */
    static double tail(double r, double carried) {
        double r2 = r * r;
        double r4 = r2 * r2;
        double low = Math.fma(Math.fma(E3, r, E2), r2, Math.fma(E1, r, E0));
        double middle = Math.fma(Math.fma(E7, r, E6), r2, Math.fma(E5, r, E4));
        double e = Math.fma(Math.fma(Math.fma(E9, r, E8), r4, middle), r4, low);
        return Math.fma(r2, Math.fma(r, e, 0.5), carried);
    }

    static double powerOfTwo(long exponent) {
        return Double.longBitsToDouble((exponent + 1023) << 52);
    }
}
