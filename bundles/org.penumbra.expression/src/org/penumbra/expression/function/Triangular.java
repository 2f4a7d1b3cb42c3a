package org.penumbra.expression.function;

import java.util.Arrays;

/**
 * Solutions of systems with a lower triangular matrix, row-major, of which only the lower triangle is read. Several
 * right-hand sides are solved for a few rows at a time: what the rows before contribute is one product of matrices.
 */
final class Triangular {

    private static final int BLOCK = 8;

    private Triangular() {
    }

    /** Replaces the {@code order x columns} block x by L^-1 x. */
    static void solve(double[] l, int lAt, int order, double[] x, int xAt, int columns) {
        for (int i = 0; columns == 1 && i < order; i++) {
            x[xAt + i] = (x[xAt + i] - Rows.dot(l, lAt + i * order, x, xAt, i)) / l[lAt + i * order + i];
        }
        for (int from = 0; columns > 1 && from < order; from += BLOCK) {
            int to = Math.min(order, from + BLOCK);
            Products.add(-1, to - from, columns, from, x, xAt + from * columns, columns, l, lAt + from * order, order,
                    1, x, xAt, columns);
            for (int i = from; i < to; i++) {
                int row = lAt + i * order;
                for (int k = from; k < i; k++) {
                    Rows.add(x, xAt + i * columns, -l[row + k], x, xAt + k * columns, columns);
                }
                Rows.divide(x, xAt + i * columns, l[row + i], columns);
            }
        }
    }

    /** Replaces the {@code order x columns} block x by L'^-1 x. */
    static void solveTransposed(double[] l, int lAt, int order, double[] x, int xAt, int columns) {
        for (int i = order - 1; columns == 1 && i >= 0; i--) {
            x[xAt + i] /= l[lAt + i * order + i];
            Rows.add(x, xAt, -x[xAt + i], l, lAt + i * order, i);
        }
        for (int to = order; columns > 1 && to > 0; to -= BLOCK) {
            int from = Math.max(0, to - BLOCK);
            Products.add(-1, to - from, columns, order - to, x, xAt + from * columns, columns, l,
                    lAt + to * order + from, 1, order, x, xAt + to * columns, columns);
            for (int i = to - 1; i >= from; i--) {
                Rows.divide(x, xAt + i * columns, l[lAt + i * order + i], columns);
                for (int k = from; k < i; k++) {
                    Rows.add(x, xAt + k * columns, -l[lAt + i * order + k], x, xAt + i * columns, columns);
                }
            }
        }
    }

    /** Writes L^-1 into x, a block of {@code order x order} whose upper triangle becomes 0. */
    static void invert(double[] l, int lAt, int order, double[] x, int xAt) {
        Arrays.fill(x, xAt, xAt + order * order, 0);
        for (int from = 0; from < order; from += BLOCK) {
            int to = Math.min(order, from + BLOCK);
            Products.add(-1, to - from, from, from, x, xAt + from * order, order, l, lAt + from * order, order, 1, x,
                    xAt, order);
            for (int i = from; i < to; i++) {
                int row = xAt + i * order;
                x[row + i] = 1;
                for (int k = from; k < i; k++) {
                    Rows.add(x, row, -l[lAt + i * order + k], x, xAt + k * order, k + 1);
                }
                Rows.divide(x, row, l[lAt + i * order + i], i + 1);
            }
        }
    }

    /** Adds x' x to c, x being lower triangular; all blocks are {@code order x order}. */
    static void addSquare(double[] x, int xAt, int order, double[] c, int cAt) {
        for (int from = 0; from < order; from += BLOCK) {
            int to = Math.min(order, from + BLOCK);
            int rows = xAt + from * order;
            Products.add(1, to, to, to - from, c, cAt, order, x, rows, 1, order, x, rows, order);
        }
    }

    /** Subtracts the lower triangle of x y', two {@code order x columns} blocks, from that of the matrix a. */
    static void subtractProduct(double[] a, int aAt, int order, double[] x, int xAt, double[] y, int yAt,
            int columns) {
        if (columns > 1) {
            Products.addTransposedLower(-1, order, columns, a, aAt, order, x, xAt, columns, y, yAt, columns);
            return;
        }
        for (int i = 0; i < order; i++) {
            Rows.add(a, aAt + i * order, -x[xAt + i], y, yAt, i + 1);
        }
    }
}
