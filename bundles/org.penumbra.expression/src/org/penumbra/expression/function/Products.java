package org.penumbra.expression.function;

/**
 * Products of matrices that are parts of arrays, row-major, rows {@code stride} apart. Two rows of the result and four
 * terms or columns are worked on at once, so that each number that is loaded is used several times.
 */
final class Products {

    private Products() {
    }

    /**
     * Adds {@code sign} times A B' to C: scalar products of rows.
     *
     * @param rows of A and C
     * @param columns of C, rows of B
     * @param inner length of the rows of A and B
     */
    static void addTransposed(double sign, int rows, int columns, int inner, double[] c, int cAt, int cStride,
            double[] a, int aAt, int aStride, double[] b, int bAt, int bStride) {
        int i = 0;
        for (; i <= rows - 2; i += 2) {
            addTwoRows(sign, columns, inner, c, cAt + i * cStride, cStride, a, aAt + i * aStride, aStride, b, bAt,
                    bStride);
        }
        if (i < rows) {
            addRow(sign, 0, columns, inner, c, cAt + i * cStride, a, aAt + i * aStride, b, bAt, bStride);
        }
    }

    /** The same for what is on and below the diagonal of C, which is square; the rest of C stays as it is. */
    static void addTransposedLower(double sign, int order, int inner, double[] c, int cAt, int cStride, double[] a,
            int aAt, int aStride, double[] b, int bAt, int bStride) {
        int i = 0;
        for (; i <= order - 2; i += 2) {
            int row = cAt + i * cStride;
            addTwoRows(sign, i + 1, inner, c, row, cStride, a, aAt + i * aStride, aStride, b, bAt, bStride);
            c[row + cStride + i + 1] += sign
                    * Rows.dot(a, aAt + (i + 1) * aStride, b, bAt + (i + 1) * bStride, inner);
        }
        if (i < order) {
            addRow(sign, 0, i + 1, inner, c, cAt + i * cStride, a, aAt + i * aStride, b, bAt, bStride);
        }
    }

    private static void addTwoRows(double sign, int columns, int inner, double[] c, int cAt, int cStride, double[] a,
            int aAt, int aStride, double[] b, int bAt, int bStride) {
        int j = 0;
        for (; j <= columns - 4; j += 4) {
            addTile(sign, inner, c, cAt + j, cStride, a, aAt, aStride, b, bAt + j * bStride, bStride);
        }
        addRow(sign, j, columns, inner, c, cAt, a, aAt, b, bAt, bStride);
        addRow(sign, j, columns, inner, c, cAt + cStride, a, aAt + aStride, b, bAt, bStride);
    }

    private static void addRow(double sign, int from, int columns, int inner, double[] c, int cAt, double[] a, int aAt,
            double[] b, int bAt, int bStride) {
        for (int j = from; j < columns; j++) {
            c[cAt + j] += sign * Rows.dot(a, aAt, b, bAt + j * bStride, inner);
        }
    }

    private static void addTile(double sign, int inner, double[] c, int cAt, int cStride, double[] a, int aAt,
            int aStride, double[] b, int bAt, int bStride) {
        int a1 = aAt + aStride;
        int b1 = bAt + bStride;
        int b2 = b1 + bStride;
        int b3 = b2 + bStride;
        double s00 = 0;
        double s01 = 0;
        double s02 = 0;
        double s03 = 0;
        double s10 = 0;
        double s11 = 0;
        double s12 = 0;
        double s13 = 0;
        for (int k = 0; k < inner; k++) {
            double x0 = a[aAt + k];
            double x1 = a[a1 + k];
            double y0 = b[bAt + k];
            double y1 = b[b1 + k];
            double y2 = b[b2 + k];
            double y3 = b[b3 + k];
            s00 += x0 * y0;
            s01 += x0 * y1;
            s02 += x0 * y2;
            s03 += x0 * y3;
            s10 += x1 * y0;
            s11 += x1 * y1;
            s12 += x1 * y2;
            s13 += x1 * y3;
        }
        addFour(sign, c, cAt, s00, s01, s02, s03);
        addFour(sign, c, cAt + cStride, s10, s11, s12, s13);
    }

    private static void addFour(double sign, double[] c, int at, double s0, double s1, double s2, double s3) {
        c[at] += sign * s0;
        c[at + 1] += sign * s1;
        c[at + 2] += sign * s2;
        c[at + 3] += sign * s3;
    }

    /**
     * Adds {@code sign} times F X to C: to each row of C multiples of the rows of X.
     *
     * @param rows of F and C
     * @param columns of X and C
     * @param inner columns of F, rows of X
     * @param f element (i, k) of F is {@code f[fAt + i * fRow + k * fColumn]}
     */
    static void add(double sign, int rows, int columns, int inner, double[] c, int cAt, int cStride, double[] f,
            int fAt, int fRow, int fColumn, double[] x, int xAt, int xStride) {
        int i = 0;
        for (; i <= rows - 2; i += 2) {
            addToTwoRows(sign, columns, inner, c, cAt + i * cStride, cStride, f, fAt + i * fRow, fRow, fColumn, x, xAt,
                    xStride);
        }
        if (i < rows) {
            addToRow(sign, columns, 0, inner, c, cAt + i * cStride, f, fAt + i * fRow, fColumn, x, xAt, xStride);
        }
    }

    private static void addToTwoRows(double sign, int columns, int inner, double[] c, int cAt, int cStride, double[] f,
            int fAt, int fRow, int fColumn, double[] x, int xAt, int xStride) {
        int k = 0;
        for (; k <= inner - 4; k += 4) {
            addFourMultiples(sign, columns, c, cAt, cStride, f, fAt + k * fColumn, fRow, fColumn, x, xAt + k * xStride,
                    xStride);
        }
        addToRow(sign, columns, k, inner, c, cAt, f, fAt, fColumn, x, xAt, xStride);
        addToRow(sign, columns, k, inner, c, cAt + cStride, f, fAt + fRow, fColumn, x, xAt, xStride);
    }

    private static void addToRow(double sign, int columns, int from, int inner, double[] c, int cAt, double[] f,
            int fAt, int fColumn, double[] x, int xAt, int xStride) {
        for (int k = from; k < inner; k++) {
            Rows.add(c, cAt, sign * f[fAt + k * fColumn], x, xAt + k * xStride, columns);
        }
    }

    private static void addFourMultiples(double sign, int columns, double[] c, int cAt, int cStride, double[] f,
            int fAt, int fRow, int fColumn, double[] x, int xAt, int xStride) {
        double f00 = sign * f[fAt];
        double f01 = sign * f[fAt + fColumn];
        double f02 = sign * f[fAt + 2 * fColumn];
        double f03 = sign * f[fAt + 3 * fColumn];
        double f10 = sign * f[fAt + fRow];
        double f11 = sign * f[fAt + fRow + fColumn];
        double f12 = sign * f[fAt + fRow + 2 * fColumn];
        double f13 = sign * f[fAt + fRow + 3 * fColumn];
        int c1 = cAt + cStride;
        int x1 = xAt + xStride;
        int x2 = x1 + xStride;
        int x3 = x2 + xStride;
        for (int j = 0; j < columns; j++) {
            double y0 = x[xAt + j];
            double y1 = x[x1 + j];
            double y2 = x[x2 + j];
            double y3 = x[x3 + j];
            c[cAt + j] += f00 * y0 + f01 * y1 + (f02 * y2 + f03 * y3);
            c[c1 + j] += f10 * y0 + f11 * y1 + (f12 * y2 + f13 * y3);
        }
    }
}
