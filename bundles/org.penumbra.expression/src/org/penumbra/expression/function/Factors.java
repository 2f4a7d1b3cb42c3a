package org.penumbra.expression.function;

import java.util.Arrays;

/**
 * A square matrix, factored so that systems with it can be solved: L L' when it is symmetric to the bit and positive
 * definite, else P A = L U with the largest element of each column as pivot. Kept in one block of {@link #size}
 * numbers: the factors row-major (the diagonal of the L of L U is 1 and not kept), then the row that came to each
 * place, or -1 in the first where the factor is L L'.
 */
final class Factors {

    private static final int BLOCK = 8;

    private Factors() {
    }

    static int size(int order) {
        return order * order + order;
    }

    static boolean isCholesky(int order, double[] f, int at) {
        return order > 0 && f[at + order * order] == -1;
    }

    /** Factors the matrix a into the block f. A singular matrix leaves a zero or NaN on the diagonal. */
    static void factor(int order, double[] a, int aAt, double[] f, int at) {
        if (isSymmetric(order, a, aAt)) {
            CholeskyByColumns.factor(order, a, aAt, f, at);
            if (order > 0 && !Double.isNaN(f[at + order * order - 1])) {
                f[at + order * order] = -1;
                return;
            }
        }
        System.arraycopy(a, aAt, f, at, order * order);
        for (int i = 0; i < order; i++) {
            f[at + order * order + i] = i;
        }
        for (int from = 0; from < order; from += BLOCK) {
            int to = Math.min(order, from + BLOCK);
            eliminateColumns(order, f, at, from, to);
            finishRows(order, f, at, from, to);
        }
    }

    private static boolean isSymmetric(int order, double[] a, int at) {
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                if (a[at + i * order + j] != a[at + j * order + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Gaussian elimination within some columns, with exchanges of whole rows. */
    private static void eliminateColumns(int order, double[] f, int at, int from, int to) {
        for (int j = from; j < to; j++) {
            exchange(order, f, at, j, pivot(order, f, at, j));
            int pivotRow = at + j * order;
            for (int i = j + 1; i < order; i++) {
                int row = at + i * order;
                f[row + j] /= f[pivotRow + j];
                Rows.add(f, row + j + 1, -f[row + j], f, pivotRow + j + 1, to - j - 1);
            }
        }
    }

    private static int pivot(int order, double[] f, int at, int j) {
        int best = j;
        for (int i = j + 1; i < order; i++) {
            if (Math.abs(f[at + i * order + j]) > Math.abs(f[at + best * order + j])) {
                best = i;
            }
        }
        return best;
    }

    private static void exchange(int order, double[] f, int at, int i, int j) {
        if (i == j) {
            return;
        }
        for (int k = 0; k < order; k++) {
            swap(f, at + i * order + k, at + j * order + k);
        }
        swap(f, at + order * order + i, at + order * order + j);
    }

    private static void swap(double[] x, int i, int j) {
        double kept = x[i];
        x[i] = x[j];
        x[j] = kept;
    }

    /** The rest of the rows of a block: their part of U, and what it takes from the rows below. */
    private static void finishRows(int order, double[] f, int at, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int k = from; k < i; k++) {
                Rows.add(f, at + i * order + to, -f[at + i * order + k], f, at + k * order + to, order - to);
            }
        }
        int below = at + to * order;
        Products.add(-1, order - to, order - to, to - from, f, below + to, order, f, below + from, order, 1, f,
                at + from * order + to, order);
    }

    /** Writes A^-1 b into x, a block of {@code order x columns} that b does not overlap. */
    static void solve(int order, double[] f, int at, double[] b, int bAt, double[] x, int xAt, int columns) {
        if (isCholesky(order, f, at)) {
            System.arraycopy(b, bAt, x, xAt, order * columns);
            solveSymmetric(order, f, at, x, xAt, columns);
            return;
        }
        for (int i = 0; i < order; i++) {
            int from = (int) f[at + order * order + i];
            System.arraycopy(b, bAt + from * columns, x, xAt + i * columns, columns);
        }
        for (int i = 0; i < order; i++) {
            Products.add(-1, 1, columns, i, x, xAt + i * columns, columns, f, at + i * order, order, 1, x, xAt,
                    columns);
        }
        for (int i = order - 1; i >= 0; i--) {
            int row = at + i * order;
            Products.add(-1, 1, columns, order - i - 1, x, xAt + i * columns, columns, f, row + i + 1, order, 1, x,
                    xAt + (i + 1) * columns, columns);
            Rows.divide(x, xAt + i * columns, f[row + i], columns);
        }
    }

    private static void solveSymmetric(int order, double[] f, int at, double[] x, int xAt, int columns) {
        Triangular.solve(f, at, order, x, xAt, columns);
        Triangular.solveTransposed(f, at, order, x, xAt, columns);
    }

    /** Writes A'^-1 b into x; b is overwritten. */
    static void solveTransposed(int order, double[] f, int at, double[] b, int bAt, double[] x, int xAt,
            int columns) {
        if (isCholesky(order, f, at)) {
            solve(order, f, at, b, bAt, x, xAt, columns);
            return;
        }
        for (int i = 0; i < order; i++) {
            Products.add(-1, 1, columns, i, b, bAt + i * columns, columns, f, at + i, 1, order, b, bAt, columns);
            Rows.divide(b, bAt + i * columns, f[at + i * order + i], columns);
        }
        for (int i = order - 1; i >= 0; i--) {
            int below = i + 1;
            Products.add(-1, 1, columns, order - below, b, bAt + i * columns, columns, f, at + below * order + i, 1,
                    order, b, bAt + below * columns, columns);
        }
        for (int i = 0; i < order; i++) {
            int to = (int) f[at + order * order + i];
            System.arraycopy(b, bAt + i * columns, x, xAt + to * columns, columns);
        }
    }

    /** Writes A'^-1 into x; {@code order x order} numbers of work are overwritten. */
    static void invertTransposed(int order, double[] f, int at, double[] work, int workAt, double[] x, int xAt) {
        if (isCholesky(order, f, at)) {
            Triangular.invert(f, at, order, work, workAt);
            Arrays.fill(x, xAt, xAt + order * order, 0);
            Triangular.addSquare(work, workAt, order, x, xAt);
            return;
        }
        Arrays.fill(work, workAt, workAt + order * order, 0);
        for (int i = 0; i < order; i++) {
            work[workAt + i * order + i] = 1;
        }
        solveTransposed(order, f, at, work, workAt, x, xAt, order);
    }

    /** log |det A|: minus infinity where A is singular. */
    static double logDeterminant(int order, double[] f, int at) {
        double sum = 0;
        for (int i = 0; i < order; i++) {
            sum += StrictMath.log(Math.abs(f[at + i * order + i]));
        }
        return isCholesky(order, f, at) ? 2 * sum : sum;
    }

    static double determinant(int order, double[] f, int at) {
        double product = 1;
        for (int i = 0; i < order; i++) {
            product *= f[at + i * order + i];
        }
        return isCholesky(order, f, at) ? product * product : product * sign(order, f, at + order * order);
    }

    /** 1 for an even number of exchanges, -1 for an odd one: each cycle of k places takes k - 1. */
    private static int sign(int order, double[] f, int places) {
        int sign = 1;
        for (int start = 0; start < order; start++) {
            int length = 1;
            int place = (int) f[places + start];
            while (place > start) {
                place = (int) f[places + place];
                length++;
            }
            if (place == start && length % 2 == 0) {
                sign = -sign;
            }
        }
        return sign;
    }
}
