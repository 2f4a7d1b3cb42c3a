package org.penumbra.math.chains;

/** Cooley and Tukey's transform in place, for powers of two. */
final class FourierTransform {

    private FourierTransform() {
    }

    /** Replaces the numbers by sum over j of (re, im)[j] exp(-2 pi i j k / n). */
    static void forward(double[] re, double[] im) {
        int n = re.length;
        reverseBits(re, im);
        for (int half = 1; half < n; half *= 2) {
            double angle = -StrictMath.PI / half;
            for (int k = 0; k < half; k++) {
                double cosine = StrictMath.cos(angle * k);
                double sine = StrictMath.sin(angle * k);
                for (int i = k; i < n; i += 2 * half) {
                    int j = i + half;
                    double real = re[j] * cosine - im[j] * sine;
                    double imaginary = re[j] * sine + im[j] * cosine;
                    re[j] = re[i] - real;
                    im[j] = im[i] - imaginary;
                    re[i] += real;
                    im[i] += imaginary;
                }
            }
        }
    }

    private static void reverseBits(double[] re, double[] im) {
        int shift = 1 + Integer.numberOfLeadingZeros(re.length);
        for (int i = 0; i < re.length; i++) {
            int j = re.length == 1 ? 0 : Integer.reverse(i) >>> shift;
            if (j > i) {
                double kept = re[i];
                re[i] = re[j];
                re[j] = kept;
                kept = im[i];
                im[i] = im[j];
                im[j] = kept;
            }
        }
    }
}
