package org.penumbra.expression.function;

import java.util.Arrays;

/**
 * The upper triangular U with U' U = A for a symmetric A, eight rows at a time, beside which the solution of U' z = x
 * is found; and the inverse of A. Rows are {@link #stride} apart and contiguous, so that all but small blocks on the
 * diagonal is a product with long rows, or a solution in all columns at once.
 *
 * @param order of the matrix
 * @param loops what products and solutions are computed with
 */
record UpperFactor(int order, InnerLoops loops) {

    static final int BLOCK = InnerLoops.LANES;

    /** So many columns of a lower triangular matrix at once have their zeros on top skipped. */
    private static final int CHUNK = 2 * BLOCK;

    /** A row of U, an element of z, and what may be overwritten behind it. */
    int stride() {
        return (order + BLOCK) / BLOCK * BLOCK;
    }

    /** Of the rows of the inverse of A that are made at once. */
    int rowsSize() {
        return BLOCK * stride();
    }

    /**
     * Replaces the upper triangle of A by U, and a column x behind it by z.
     *
     * @param u rows of A, zero below the diagonal, and of x
     * @param scales overwritten by the inverses of the diagonal of U, NaN where A is not positive definite
     */
    void factor(double[] u, int at, double[] scales, int scalesAt) {
        int stride = stride();
        for (int from = 0; from < order; from += BLOCK) {
            int width = Math.min(BLOCK, order - from);
            int block = at + from * stride + from;
            loops.subtractProduct(width, order + 1 - from, from, u, block, stride, u, at + from, 1, stride, u,
                    at + from, stride);
            factorBlock(width, u, block, scales, scalesAt + from);
            loops.solveTransposed(width, order + 1 - from - width, u, block + width, stride, u, block, stride, scales,
                    scalesAt + from);
        }
    }

    /** A block on the diagonal; products have left something below it. */
    private void factorBlock(int width, double[] u, int block, double[] scales, int scalesAt) {
        int stride = stride();
        for (int i = 0; i < width; i++) {
            int row = block + i * stride;
            Arrays.fill(u, row, row + i, 0);
            for (int k = 0; k < i; k++) {
                int above = block + k * stride;
                double factor = -u[above + i];
                for (int j = i; j < width; j++) {
                    u[row + j] = Math.fma(factor, u[above + j], u[row + j]);
                }
            }
            double square = u[row + i];
            double scale = square > 0 ? 1 / Math.sqrt(square) : Double.NaN;
            scales[scalesAt + i] = scale;
            for (int j = i; j < width; j++) {
                u[row + j] *= scale;
            }
        }
    }

    /**
     * Writes the lower triangular V = U'^-1, with V' V = A^-1.
     *
     * @param u rows of U
     * @param v overwritten from its start, in rows like those of U
     */
    void invert(double[] u, int at, double[] scales, int scalesAt, double[] v) {
        int stride = stride();
        Arrays.fill(v, 0, order * stride, 0);
        for (int from = 0; from < order; from += BLOCK) {
            int width = Math.min(BLOCK, order - from);
            int row = from * stride;
            for (int i = 0; i < width; i++) {
                v[row + i * stride + from + i] = 1;
            }
            for (int column = 0; column < from; column += CHUNK) {
                int start = column * stride;
                loops.subtractProduct(width, Math.min(CHUNK, from - column), from - column, v, row + column, stride, u,
                        at + start + from, 1, stride, v, start + column, stride);
            }
            loops.solveTransposed(width, from + width, v, row, stride, u, row + from + at, stride, scales,
                    scalesAt + from);
        }
    }

    /**
     * Writes minus {@link #BLOCK} rows of A^-1, those on and right of the diagonal.
     *
     * @param v what {@link #invert} wrote
     * @param from first row
     * @param rows where in v the rows are written, in the columns that they have in A
     */
    void inverseRows(double[] v, int from, int rows) {
        int stride = stride();
        int width = Math.min(BLOCK, order - from);
        Arrays.fill(v, rows, rows + rowsSize(), 0);
        for (int column = from; column < order; column += CHUNK) {
            int start = column * stride;
            loops.subtractProduct(width, Math.min(CHUNK, order - column), order - column, v, rows + column, stride,
                    v, start + from, 1, stride, v, start + column, stride);
        }
    }
}
