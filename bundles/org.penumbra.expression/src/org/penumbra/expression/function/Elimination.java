package org.penumbra.expression.function;

import java.util.Arrays;

/**
 * L D L' = A for a small symmetric A, row after row, beside which D^-1 L^-1 x is found; and the inverse of A, from its
 * last row to the first. Short loops over rows four or eight columns wide do nearly all of it: code that a JIT compiler
 * is done with soon, and that leaves nothing for vectors to gain. Rows are {@link #stride} apart.
 *
 * <p>The inverse Z has L' Z = D^-1 L^-1, whose upper triangle is D^-1: row i of Z is that minus a combination of the
 * rows below (Takahashi, Fagan and Chen 1973, "Formation of a sparse bus impedance matrix").
 *
 * @param order of the matrix
 */
record Elimination(int order) {

    /** Up to this order it takes no longer than blocks in vector registers do. */
    static final int LARGEST = 20;

    private static final int TILE = 4;

    /** Columns of the matrix, that of x, and what may be overwritten behind it. */
    int stride() {
        return (order + TILE) / TILE * TILE;
    }

    /** The first column of the tile that a column is in. */
    private static int tile(int column) {
        return column - column % TILE;
    }

    /**
     * Eliminates one more row.
     *
     * @param rows in row i that of A from the diagonal on, with x behind it; above it what this left there
     * @param f in the rows above what this wrote there: -L', and behind it minus the solution; row i is written
     * @param scales the inverse of the pivot is written, NaN where A is not positive definite
     */
    void eliminate(int i, double[] rows, double[] f, int fAt, double[] scales, int scalesAt) {
        int stride = stride();
        int row = i * stride;
        combine(i, tile(i), f, fAt + i, stride, rows, 0, rows, row);
        double pivot = rows[row + i];
        double scale = pivot > 0 ? 1 / pivot : Double.NaN;
        scales[scalesAt + i] = scale;
        for (int j = i + 1; j <= order; j++) {
            f[fAt + row + j] = -scale * rows[row + j];
        }
    }

    /**
     * Writes A^-1, both triangles, and A^-1 x behind it.
     *
     * @param f what {@link #eliminate} wrote
     * @param scales inverses of the pivots
     */
    void invert(double[] f, int fAt, double[] scales, int scalesAt, double[] z) {
        int stride = stride();
        Arrays.fill(z, 0, order * stride, 0);
        for (int i = order - 1; i >= 0; i--) {
            int row = i * stride;
            z[row + order] = -f[fAt + row + order];
            combine(order - 1 - i, tile(i + 1), f, fAt + row + i + 1, 1, z, row + stride, z, row);
            double diagonal = scales[scalesAt + i];
            for (int j = i + 1; j < order; j++) {
                double one = z[row + j];
                z[j * stride + i] = one;
                diagonal = Math.fma(f[fAt + row + j], one, diagonal);
            }
            z[row + i] = diagonal;
        }
    }

    /** Adds to a row, from a column on, multiples of as many rows as are counted. */
    private void combine(int count, int from, double[] f, int fAt, int fStep, double[] x, int xAt, double[] c,
            int cAt) {
        int stride = stride();
        int j = from;
        for (; j <= stride - 2 * TILE; j += 2 * TILE) {
            eight(count, f, fAt, fStep, x, xAt + j, stride, c, cAt + j);
        }
        if (j < stride) {
            four(count, f, fAt, fStep, x, xAt + j, stride, c, cAt + j);
        }
    }

    private static void four(int count, double[] f, int fAt, int fStep, double[] x, int xAt, int stride, double[] c,
            int cAt) {
        double s0 = c[cAt];
        double s1 = c[cAt + 1];
        double s2 = c[cAt + 2];
        double s3 = c[cAt + 3];
        int left = fAt;
        int right = xAt;
        for (int k = 0; k < count; k++) {
            double factor = f[left];
            s0 = Math.fma(factor, x[right], s0);
            s1 = Math.fma(factor, x[right + 1], s1);
            s2 = Math.fma(factor, x[right + 2], s2);
            s3 = Math.fma(factor, x[right + 3], s3);
            left += fStep;
            right += stride;
        }
        c[cAt] = s0;
        c[cAt + 1] = s1;
        c[cAt + 2] = s2;
        c[cAt + 3] = s3;
    }

    private static void eight(int count, double[] f, int fAt, int fStep, double[] x, int xAt, int stride, double[] c,
            int cAt) {
        double s0 = c[cAt];
        double s1 = c[cAt + 1];
        double s2 = c[cAt + 2];
        double s3 = c[cAt + 3];
        double s4 = c[cAt + 4];
        double s5 = c[cAt + 5];
        double s6 = c[cAt + 6];
        double s7 = c[cAt + 7];
        int left = fAt;
        int right = xAt;
        for (int k = 0; k < count; k++) {
            double factor = f[left];
            s0 = Math.fma(factor, x[right], s0);
            s1 = Math.fma(factor, x[right + 1], s1);
            s2 = Math.fma(factor, x[right + 2], s2);
            s3 = Math.fma(factor, x[right + 3], s3);
            s4 = Math.fma(factor, x[right + 4], s4);
            s5 = Math.fma(factor, x[right + 5], s5);
            s6 = Math.fma(factor, x[right + 6], s6);
            s7 = Math.fma(factor, x[right + 7], s7);
            left += fStep;
            right += stride;
        }
        c[cAt] = s0;
        c[cAt + 1] = s1;
        c[cAt + 2] = s2;
        c[cAt + 3] = s3;
        c[cAt + 4] = s4;
        c[cAt + 5] = s5;
        c[cAt + 6] = s6;
        c[cAt + 7] = s7;
    }
}
