package org.penumbra.expression.function;

import java.util.Arrays;

/**
 * The Cholesky factor of a large matrix, eight rows of its transpose U at a time, and their adjoints from the last to
 * the first. Between blocks, all is a product with long contiguous rows of U or L; within a block, rows are combined
 * one by one (Murray 2016, "Differentiation of the Cholesky decomposition", section 3.3, whose C is the transpose of
 * what is right of a block here, and whose B is above it).
 *
 * @param order of the matrix
 * @param loops what the products are computed with
 */
record CholeskyByRows(int order, InnerLoops loops) {

    private static final int BLOCK = InnerLoops.LANES;

    /** Rows of U and what may be overwritten behind them. */
    private int stride() {
        return (order + 2 * BLOCK - 1) / BLOCK * BLOCK;
    }

    /** For rows of U, or of its adjoint; then a small matrix. */
    int workSize() {
        return order * stride() + BLOCK * BLOCK;
    }

    /**
     * Writes the factor of a matrix.
     *
     * @param rows {@link #workSize} numbers that are overwritten
     */
    void factor(double[] a, int at, double[] l, int lAt, double[] rows) {
        int stride = stride();
        Arrays.fill(rows, 0, order * stride, 0);
        for (int from = 0; from < order; from += BLOCK) {
            int width = Math.min(BLOCK, order - from);
            for (int i = from; i < from + width; i++) {
                for (int j = i; j < order; j++) {
                    rows[i * stride + j] = a[at + i + j * order];
                }
            }
            loops.subtractProduct(width, order - from, from, rows, from * stride + from, stride, rows, from, 1, stride,
                    rows, from, stride);
            for (int i = from; i < from + width; i++) {
                finishRow(rows, from, i);
            }
            write(rows, from, width, l, lAt);
        }
    }

    /** A row of U, once what is above its block has been subtracted. */
    private void finishRow(double[] rows, int from, int i) {
        int stride = stride();
        int row = i * stride;
        loops.subtractProduct(1, order - i, i - from, rows, row + i, stride, rows, from * stride + i, 0, stride, rows,
                from * stride + i, stride);
        double square = rows[row + i];
        double scale = square > 0 ? 1 / Math.sqrt(square) : Double.NaN;
        for (int j = row + i; j < row + order; j++) {
            rows[j] *= scale;
        }
    }

    /** Finished rows of U as columns of L. */
    private void write(double[] rows, int from, int width, double[] l, int lAt) {
        int stride = stride();
        for (int j = from; j < order; j++) {
            int row = lAt + j * order;
            int end = Math.min(j + 1, from + width);
            for (int i = from; i < end; i++) {
                l[row + i] = rows[i * stride + j];
            }
            Arrays.fill(l, row + end, row + from + width, 0);
        }
    }

    /**
     * Adds the adjoint of the lower triangle of A.
     *
     * @param adjoint of L, which starts where L does; overwritten
     * @param rows {@link #workSize} numbers that are overwritten
     */
    void backward(double[] l, int lAt, double[] adjoint, double[] inAdjoint, int at, double[] rows) {
        int stride = stride();
        Arrays.fill(rows, 0, order * stride, 0);
        for (int from = (order - 1) / BLOCK * BLOCK; from >= 0; from -= BLOCK) {
            int width = Math.min(BLOCK, order - from);
            int to = from + width;
            read(rows, adjoint, lAt, from, to);
            solve(rows, l, lAt, from, to);
            loops.subtractProduct(width, to, order - to, adjoint, lAt + from * order, order, rows, from * stride + to,
                    stride, 1, l, lAt + to * order, order);
            CholeskyByColumns.undoBlock(order, l, adjoint, lAt + from * order + from, width);
            int small = order * stride;
            symmetrise(adjoint, lAt + from * order + from, width, rows, small);
            loops.subtractProduct(width, from, width, adjoint, lAt + from * order, order, rows, small, BLOCK, 1, l,
                    lAt + from * order, order);
            loops.subtractProduct(from, order - to, width, rows, to, stride, l, lAt + from * order, 1, order, rows,
                    from * stride + to, stride);
            add(rows, adjoint, lAt, from, to, inAdjoint, at);
        }
    }

    /** Adds the adjoint of columns of L to that of rows of U, right of the block; in the block, the other way round. */
    private void read(double[] rows, double[] adjoint, int lAt, int from, int to) {
        int stride = stride();
        for (int i = from; i < to; i++) {
            int row = i * stride;
            int column = lAt + i;
            for (int j = i; j < to; j++) {
                adjoint[column + j * order] += rows[row + j];
            }
            for (int j = to; j < order; j++) {
                rows[row + j] += adjoint[column + j * order];
            }
        }
    }

    /** From the adjoint of what a triangular solution gave, right of the block, to that of what it was given. */
    private void solve(double[] rows, double[] l, int lAt, int from, int to) {
        int stride = stride();
        for (int i = to - 1; to < order && i >= from; i--) {
            int row = i * stride;
            loops.subtractProduct(1, order - to, to - 1 - i, rows, row + to, stride, l, lAt + (i + 1) * order + i, 0,
                    order, rows, row + stride + to, stride);
            double scale = 1 / l[lAt + i * order + i];
            for (int j = row + to; j < row + order; j++) {
                rows[j] *= scale;
            }
        }
    }

    /** The adjoint of a block on the diagonal, of which only the lower triangle counts, plus its transpose. */
    private void symmetrise(double[] adjoint, int block, int width, double[] rows, int small) {
        for (int i = 0; i < width; i++) {
            int row = block + i * order;
            for (int j = 0; j < i; j++) {
                rows[small + i * BLOCK + j] = adjoint[row + j];
                rows[small + j * BLOCK + i] = adjoint[row + j];
            }
            rows[small + i * BLOCK + i] = 2 * adjoint[row + i];
        }
    }

    /** Hands on the adjoint of a block, and of what is right of it in rows that are columns of A. */
    private void add(double[] rows, double[] adjoint, int lAt, int from, int to, double[] inAdjoint, int at) {
        int stride = stride();
        for (int i = from; i < to; i++) {
            int row = i * stride;
            int column = at + i;
            for (int j = i; j < to; j++) {
                inAdjoint[column + j * order] += adjoint[lAt + i + j * order];
            }
            for (int j = to; j < order; j++) {
                inAdjoint[column + j * order] += rows[row + j];
            }
        }
    }
}
