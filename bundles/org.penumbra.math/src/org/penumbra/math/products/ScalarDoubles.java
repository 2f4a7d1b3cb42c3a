package org.penumbra.math.products;

import java.util.Arrays;

/**
 * Products in 64 bits. The rows of B, and sums for two rows of C, are arrays of their own with one index running
 * through all: that is what the JIT compiler makes vector code of.
 */
final class ScalarDoubles implements Part {

    private static final int COLUMNS = 256;

    private double[][] b = {};
    private double[] upper = {};
    private double[] lower = {};

    @Override
    public void add(Operands operands, int fromRow, int toRow, int fromColumn, int toColumn) {
        int inner = operands.product.inner();
        int block = operands.product.block();
        reserve(block, Math.min(COLUMNS, toColumn - fromColumn));
        for (int k = 0; k < inner; k += block) {
            int depth = Math.min(block, inner - k);
            for (int j = fromColumn; j < toColumn; j += COLUMNS) {
                int columns = Math.min(COLUMNS, toColumn - j);
                pack(operands, k, depth, j, columns);
                for (int i = fromRow; i < toRow; i += 2) {
                    sum(operands, i, Math.min(i + 1, toRow - 1), k, depth, columns);
                    store(operands.alpha, upper, operands.c, operands.c(i, j), columns);
                    if (i + 1 < toRow) {
                        store(operands.alpha, lower, operands.c, operands.c(i + 1, j), columns);
                    }
                }
            }
        }
    }

    /** Small products take little memory. */
    private void reserve(int depth, int columns) {
        if (b.length < depth || upper.length < columns) {
            int length = Math.max(columns, upper.length);
            b = new double[Math.max(depth, b.length)][length];
            upper = new double[length];
            lower = new double[length];
        }
    }

    private void pack(Operands operands, int k, int depth, int j, int columns) {
        int step = operands.product.bColumn();
        for (int row = 0; row < depth; row++) {
            int from = operands.b(k + row, j);
            if (step == 1) {
                System.arraycopy(operands.b, from, b[row], 0, columns);
            } else {
                for (int column = 0; column < columns; column++) {
                    b[row][column] = operands.b[from + column * step];
                }
            }
        }
    }

    /** Two rows of C, or one twice. */
    private void sum(Operands operands, int i, int next, int k, int depth, int columns) {
        Arrays.fill(upper, 0, columns, 0);
        Arrays.fill(lower, 0, columns, 0);
        double[] a = operands.a;
        int step = operands.product.aInner();
        int p = operands.a(i, k);
        int q = operands.a(next, k);
        int row = 0;
        for (; row <= depth - 4; row += 4) {
            four(columns, upper, lower, b[row], b[row + 1], b[row + 2], b[row + 3], a[p], a[p + step],
                    a[p + 2 * step], a[p + 3 * step], a[q], a[q + step], a[q + 2 * step], a[q + 3 * step]);
            p += 4 * step;
            q += 4 * step;
        }
        for (; row < depth; row++) {
            one(columns, upper, lower, b[row], a[p], a[q]);
            p += step;
            q += step;
        }
    }

    private static void four(int columns, double[] upper, double[] lower, double[] b0, double[] b1, double[] b2,
            double[] b3, double p0, double p1, double p2, double p3, double q0, double q1, double q2, double q3) {
        for (int j = 0; j < columns; j++) {
            upper[j] = Math.fma(p3, b3[j], Math.fma(p2, b2[j], Math.fma(p1, b1[j], Math.fma(p0, b0[j], upper[j]))));
            lower[j] = Math.fma(q3, b3[j], Math.fma(q2, b2[j], Math.fma(q1, b1[j], Math.fma(q0, b0[j], lower[j]))));
        }
    }

    private static void one(int columns, double[] upper, double[] lower, double[] b, double p, double q) {
        for (int j = 0; j < columns; j++) {
            upper[j] = Math.fma(p, b[j], upper[j]);
            lower[j] = Math.fma(q, b[j], lower[j]);
        }
    }

    private static void store(double alpha, double[] sums, double[] c, int at, int columns) {
        for (int j = 0; j < columns; j++) {
            c[at + j] = Math.fma(alpha, sums[j], c[at + j]);
        }
    }
}
