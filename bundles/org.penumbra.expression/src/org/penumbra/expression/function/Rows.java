package org.penumbra.expression.function;

/**
 * Inner loops over contiguous numbers. A sum is kept in four parts, because the additions of one part wait for each
 * other; the order of the additions is fixed, so results do not depend on who compiled them.
 */
final class Rows {

    private Rows() {
    }

    /** The scalar product of two rows. */
    static double dot(double[] x, int xAt, double[] y, int yAt, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k <= count - 4; k += 4) {
            s0 += x[xAt + k] * y[yAt + k];
            s1 += x[xAt + k + 1] * y[yAt + k + 1];
            s2 += x[xAt + k + 2] * y[yAt + k + 2];
            s3 += x[xAt + k + 3] * y[yAt + k + 3];
        }
        for (; k < count; k++) {
            s0 += x[xAt + k] * y[yAt + k];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** Adds {@code factor} times row x to row y. */
    static void add(double[] y, int yAt, double factor, double[] x, int xAt, int count) {
        for (int k = 0; k < count; k++) {
            y[yAt + k] += factor * x[xAt + k];
        }
    }

    /** Divides each element by the same number. */
    static void divide(double[] y, int yAt, double by, int count) {
        for (int k = 0; k < count; k++) {
            y[yAt + k] /= by;
        }
    }
}
