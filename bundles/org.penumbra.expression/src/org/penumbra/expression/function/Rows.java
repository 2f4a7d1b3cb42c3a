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

    /**
     * Adds {@code sign} times the product of a row of factors with rows of x to row y: each element of y is read and
     * written once for four rows.
     *
     * @param stride distance between the factors
     * @param rows number of factors and rows; rows of x lie {@code count} apart
     */
    static void addRows(double[] y, int yAt, double sign, double[] factors, int factorAt, int stride, double[] x,
            int xAt, int rows, int count) {
        int k = 0;
        for (; k <= rows - 4; k += 4) {
            double f0 = sign * factors[factorAt + k * stride];
            double f1 = sign * factors[factorAt + (k + 1) * stride];
            double f2 = sign * factors[factorAt + (k + 2) * stride];
            double f3 = sign * factors[factorAt + (k + 3) * stride];
            addFour(y, yAt, f0, f1, f2, f3, x, xAt + k * count, count);
        }
        for (; k < rows; k++) {
            add(y, yAt, sign * factors[factorAt + k * stride], x, xAt + k * count, count);
        }
    }

    private static void addFour(double[] y, int yAt, double f0, double f1, double f2, double f3, double[] x, int xAt,
            int count) {
        int x1 = xAt + count;
        int x2 = x1 + count;
        int x3 = x2 + count;
        for (int c = 0; c < count; c++) {
            y[yAt + c] += f0 * x[xAt + c] + f1 * x[x1 + c] + (f2 * x[x2 + c] + f3 * x[x3 + c]);
        }
    }

    static void divide(double[] y, int yAt, double by, int count) {
        for (int k = 0; k < count; k++) {
            y[yAt + k] /= by;
        }
    }
}
