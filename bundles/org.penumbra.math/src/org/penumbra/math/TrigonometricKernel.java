package org.penumbra.math;

/**
 * sin, cos and tan from additions, multiplications and {@code fma} only, so that every JIT tier gives the same bits,
 * without allocation (those of {@link StrictMath} need an array). Arguments beyond some 1.6 million are left to it.
 *
 * <p>x = n pi/2 + r + rest with |r| at most pi/4 (Cody and Waite 1980); sin r = r + r^3 S(r^2) and
 * cos r = 1 - r^2/2 + r^4 C(r^2) with Chebyshev fits for S and C.
 */
final class TrigonometricKernel {

    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    /** pi / 2: 33 bits, so that products with n are exact, the next 33, and the next 53. */
    private static final double HALF_PI_HIGH = 0x1.921fb544p+0;
    private static final double HALF_PI_MIDDLE = 0x1.0b4611a6p-34;
    private static final double HALF_PI_LOW = 0x1.3198a2e037073p-69;
    /** n stays below 2^20. */
    private static final double LARGEST = 0x1.9p20;

    // Chebyshev fits, in 60 digits, on |r| <= pi / 4; errors in sin r / r and in cos r below 6e-18 and 9e-19.
    private static final double S0 = -0x1.5555555555555p-3;
    private static final double S1 = 0x1.1111111111110p-7;
    private static final double S2 = -0x1.a01a01a0198dep-13;
    private static final double S3 = 0x1.71de3a5455b9ap-19;
    private static final double S4 = -0x1.ae64540000f84p-26;
    private static final double S5 = 0x1.6121703ee57b1p-33;
    private static final double S6 = -0x1.ab0f25d21fd92p-41;
    private static final double C0 = 0x1.5555555555555p-5;
    private static final double C1 = -0x1.6c16c16c16c16p-10;
    private static final double C2 = 0x1.a01a01a019ce2p-16;
    private static final double C3 = -0x1.27e4fb770e01dp-22;
    private static final double C4 = 0x1.1eed8de33ebe0p-29;
    private static final double C5 = -0x1.9394ace29bd7bp-37;
    private static final double C6 = 0x1.ab70a23137c25p-45;

    private TrigonometricKernel() {
    }

    static double sin(double x) {
        return x == 0 ? x : Math.abs(x) < LARGEST ? shifted(x, 0) : StrictMath.sin(x);
    }

    static double cos(double x) {
        return Math.abs(x) < LARGEST ? shifted(x, 1) : StrictMath.cos(x);
    }

    /** The sine of x + quarters pi / 2. */
    private static double shifted(double x, int quarters) {
        double n = Math.rint(x * TWO_OVER_PI);
        double high = x - n * HALF_PI_HIGH;
        double middle = n * HALF_PI_MIDDLE;
        double reduced = high - middle;
        double low = n * HALF_PI_LOW;
        double r = reduced - low;
        double rest = ((reduced - r) - low) + ((high - reduced) - middle);
        int quarter = (int) n + quarters;
        double value = (quarter & 1) == 0 ? sine(r, rest) : cosine(r, rest);
        return (quarter & 2) == 0 ? value : -value;
    }

    private static double sine(double r, double rest) {
        double z = r * r;
        double z2 = z * z;
        double high = Math.fma(Math.fma(S6, z, S5), z, S4);
        double s = Math.fma(Math.fma(high, z2, Math.fma(S3, z, S2)), z2, Math.fma(S1, z, S0));
        return r + Math.fma(r * z, s, Math.fma(-0.5 * z, rest, rest));
    }

    private static double cosine(double r, double rest) {
        double z = r * r;
        double z2 = z * z;
        double high = Math.fma(Math.fma(C6, z, C5), z, C4);
        double c = Math.fma(Math.fma(high, z2, Math.fma(C3, z, C2)), z2, Math.fma(C1, z, C0));
        double half = 0.5 * z;
        double sum = 1 - half;
        return sum + (((1 - sum) - half) + Math.fma(z2, c, -r * rest));
    }
}
