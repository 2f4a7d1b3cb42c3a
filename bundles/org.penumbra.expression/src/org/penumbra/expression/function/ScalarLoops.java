package org.penumbra.expression.function;

import org.penumbra.math.Kernels;

/** Inner loops that any machine can run: four rows of a product and four columns are worked on at once. */
final class ScalarLoops implements InnerLoops {

    private static final int TILE = 4;

    @Override
    public void exp(double[] x, int at, int count) {
        for (int i = at; i < at + count; i++) {
            x[i] = Kernels.exp(x[i]);
        }
    }

    @Override
    public void subtractProduct(int rows, int columns, int inner, double[] c, int cAt, int cStride, double[] f, int fAt,
            int fRow, int fColumn, double[] x, int xAt, int xStride) {
        int whole = columns - columns % TILE;
        int i = 0;
        for (; i <= rows - TILE; i += TILE) {
            for (int j = 0; j < whole; j += TILE) {
                tile(inner, c, cAt + i * cStride + j, cStride, f, fAt + i * fRow, fRow, fColumn, x, xAt + j, xStride);
            }
        }
        for (int below = i; below < rows; below++) {
            for (int j = 0; j < whole; j += TILE) {
                row(inner, c, cAt + below * cStride + j, f, fAt + below * fRow, fColumn, x, xAt + j, xStride);
            }
        }
        for (int j = whole; j < columns; j++) {
            column(rows, inner, c, cAt + j, cStride, f, fAt, fRow, fColumn, x, xAt + j, xStride);
        }
    }

    private static void column(int rows, int inner, double[] c, int cAt, int cStride, double[] f, int fAt, int fRow,
            int fColumn, double[] x, int xAt, int xStride) {
        for (int i = 0; i < rows; i++) {
            double rest = c[cAt + i * cStride];
            for (int k = 0; k < inner; k++) {
                rest = Math.fma(-f[fAt + i * fRow + k * fColumn], x[xAt + k * xStride], rest);
            }
            c[cAt + i * cStride] = rest;
        }
    }

    private static void row(int inner, double[] c, int cAt, double[] f, int fAt, int fColumn, double[] x, int xAt,
            int xStride) {
        double s0 = c[cAt];
        double s1 = c[cAt + 1];
        double s2 = c[cAt + 2];
        double s3 = c[cAt + 3];
        int left = fAt;
        int right = xAt;
        for (int k = 0; k < inner; k++) {
            double factor = -f[left];
            s0 = Math.fma(factor, x[right], s0);
            s1 = Math.fma(factor, x[right + 1], s1);
            s2 = Math.fma(factor, x[right + 2], s2);
            s3 = Math.fma(factor, x[right + 3], s3);
            left += fColumn;
            right += xStride;
        }
        store(c, cAt, s0, s1, s2, s3);
    }

    private static void tile(int inner, double[] c, int cAt, int cStride, double[] f, int fAt, int fRow, int fColumn,
            double[] x, int xAt, int xStride) {
        int c1 = cAt + cStride;
        int c2 = c1 + cStride;
        int c3 = c2 + cStride;
        double s00 = c[cAt];
        double s01 = c[cAt + 1];
        double s02 = c[cAt + 2];
        double s03 = c[cAt + 3];
        double s10 = c[c1];
        double s11 = c[c1 + 1];
        double s12 = c[c1 + 2];
        double s13 = c[c1 + 3];
        double s20 = c[c2];
        double s21 = c[c2 + 1];
        double s22 = c[c2 + 2];
        double s23 = c[c2 + 3];
        double s30 = c[c3];
        double s31 = c[c3 + 1];
        double s32 = c[c3 + 2];
        double s33 = c[c3 + 3];
        int left = fAt;
        int right = xAt;
        for (int k = 0; k < inner; k++) {
            double x0 = x[right];
            double x1 = x[right + 1];
            double x2 = x[right + 2];
            double x3 = x[right + 3];
            double f0 = -f[left];
            s00 = Math.fma(f0, x0, s00);
            s01 = Math.fma(f0, x1, s01);
            s02 = Math.fma(f0, x2, s02);
            s03 = Math.fma(f0, x3, s03);
            double f1 = -f[left + fRow];
            s10 = Math.fma(f1, x0, s10);
            s11 = Math.fma(f1, x1, s11);
            s12 = Math.fma(f1, x2, s12);
            s13 = Math.fma(f1, x3, s13);
            double f2 = -f[left + 2 * fRow];
            s20 = Math.fma(f2, x0, s20);
            s21 = Math.fma(f2, x1, s21);
            s22 = Math.fma(f2, x2, s22);
            s23 = Math.fma(f2, x3, s23);
            double f3 = -f[left + 3 * fRow];
            s30 = Math.fma(f3, x0, s30);
            s31 = Math.fma(f3, x1, s31);
            s32 = Math.fma(f3, x2, s32);
            s33 = Math.fma(f3, x3, s33);
            left += fColumn;
            right += xStride;
        }
        store(c, cAt, s00, s01, s02, s03);
        store(c, c1, s10, s11, s12, s13);
        store(c, c2, s20, s21, s22, s23);
        store(c, c3, s30, s31, s32, s33);
    }

    private static void store(double[] c, int at, double s0, double s1, double s2, double s3) {
        c[at] = s0;
        c[at + 1] = s1;
        c[at + 2] = s2;
        c[at + 3] = s3;
    }

    @Override
    public void solveTransposed(int rows, int columns, double[] c, int cAt, int cStride, double[] u, int uAt,
            int uStride, double[] scales, int scalesAt) {
        for (int i = 0; i < rows; i++) {
            int row = cAt + i * cStride;
            for (int k = 0; k < i; k++) {
                subtractMultiple(columns, c, row, u[uAt + k * uStride + i], cAt + k * cStride);
            }
            double scale = scales[scalesAt + i];
            for (int j = row; j < row + columns; j++) {
                c[j] *= scale;
            }
        }
    }

    private static void subtractMultiple(int columns, double[] c, int row, double factor, int other) {
        for (int j = 0; j < columns; j++) {
            c[row + j] = Math.fma(-factor, c[other + j], c[row + j]);
        }
    }
}
