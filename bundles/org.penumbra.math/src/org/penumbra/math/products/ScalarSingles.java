package org.penumbra.math.products;

import java.util.Arrays;

/**
 * Products in 32 bits, added in 64. The rows of B, and sums for two rows of C, are arrays of their own with one index
 * running through all: that is what the JIT compiler makes vector code of.
 */
final class ScalarSingles implements Part {

    private static final int COLUMNS = 256;

    private float[][] b = {};
    private float[] upper = {};
    private float[] lower = {};

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
            b = new float[Math.max(depth, b.length)][length];
            upper = new float[length];
            lower = new float[length];
        }
    }

    private void pack(Operands operands, int k, int depth, int j, int columns) {
        int step = operands.product.bColumn();
        for (int row = 0; row < depth; row++) {
            int from = operands.b(k + row, j);
            for (int column = 0; column < columns; column++) {
                b[row][column] = (float) operands.b[from + column * step];
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
            four(columns, upper, lower, b[row], b[row + 1], b[row + 2], b[row + 3], (float) a[p],
                    (float) a[p + step], (float) a[p + 2 * step], (float) a[p + 3 * step], (float) a[q],
                    (float) a[q + step], (float) a[q + 2 * step], (float) a[q + 3 * step]);
            p += 4 * step;
            q += 4 * step;
        }
        for (; row < depth; row++) {
            one(columns, upper, lower, b[row], (float) a[p], (float) a[q]);
            p += step;
            q += step;
        }
    }

    private static void four(int columns, float[] upper, float[] lower, float[] b0, float[] b1, float[] b2,
            float[] b3, float p0, float p1, float p2, float p3, float q0, float q1, float q2, float q3) {
        for (int j = 0; j < columns; j++) {
            upper[j] = Math.fma(p3, b3[j], Math.fma(p2, b2[j], Math.fma(p1, b1[j], Math.fma(p0, b0[j], upper[j]))));
            lower[j] = Math.fma(q3, b3[j], Math.fma(q2, b2[j], Math.fma(q1, b1[j], Math.fma(q0, b0[j], lower[j]))));
        }
    }

    private static void one(int columns, float[] upper, float[] lower, float[] b, float p, float q) {
        for (int j = 0; j < columns; j++) {
            upper[j] = Math.fma(p, b[j], upper[j]);
            lower[j] = Math.fma(q, b[j], lower[j]);
        }
    }

    private static void store(double alpha, float[] sums, double[] c, int at, int columns) {
        for (int j = 0; j < columns; j++) {
            c[at + j] = Math.fma(alpha, sums[j], c[at + j]);
        }
    }
}
