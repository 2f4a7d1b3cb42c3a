package org.penumbra.expression.function;

/** Solutions of systems with a lower triangular matrix, row-major; only the lower triangle is read. */
final class Triangular {

    private Triangular() {
    }

    /** Replaces the {@code order x columns} block x by L^-1 x. */
    static void solve(double[] l, int lAt, int order, double[] x, int xAt, int columns) {
        for (int i = 0; i < order; i++) {
            int row = lAt + i * order;
            if (columns == 1) {
                x[xAt + i] = (x[xAt + i] - Rows.dot(l, row, x, xAt, i)) / l[row + i];
            } else {
                int own = xAt + i * columns;
                Rows.addRows(x, own, -1, l, row, 1, x, xAt, i, columns);
                Rows.divide(x, own, l[row + i], columns);
            }
        }
    }

    /** Replaces the {@code order x columns} block x by L'^-1 x. */
    static void solveTransposed(double[] l, int lAt, int order, double[] x, int xAt, int columns) {
        for (int i = order - 1; i >= 0; i--) {
            int row = lAt + i * order;
            if (columns == 1) {
                x[xAt + i] /= l[row + i];
                Rows.add(x, xAt, -x[xAt + i], l, row, i);
            } else {
                int own = xAt + i * columns;
                int below = (i + 1) * columns;
                Rows.addRows(x, own, -1, l, row + order + i, order, x, xAt + below, order - i - 1, columns);
                Rows.divide(x, own, l[row + i], columns);
            }
        }
    }

    /** Subtracts the lower triangle of x y', two {@code order x columns} blocks, from that of the matrix a. */
    static void subtractProduct(double[] a, int aAt, int order, double[] x, int xAt, double[] y, int yAt,
            int columns) {
        for (int i = 0; i < order; i++) {
            int row = aAt + i * order;
            if (columns == 1) {
                Rows.add(a, row, -x[xAt + i], y, yAt, i + 1);
                continue;
            }
            for (int j = 0; j <= i; j++) {
                a[row + j] -= Rows.dot(x, xAt + i * columns, y, yAt + j * columns, columns);
            }
        }
    }
}
