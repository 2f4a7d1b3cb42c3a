package org.penumbra.math;

import java.util.Arrays;

/**
 * Cholesky factors of symmetric positive definite matrices, as rows {@code [row][column]} of which only the lower
 * triangle is read. Everything works in place or into memory that is given.
 */
public final class DenseCholesky {

    private DenseCholesky() {
    }

    /**
     * Replaces the lower triangle of A by L with A = L L', and the upper one by zeros.
     *
     * @return false when A is not positive definite or not finite; A is then spoilt
     */
    public static boolean factor(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            double[] row = a[i];
            for (int j = 0; j <= i; j++) {
                double[] other = a[j];
                double sum = row[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                if (i > j) {
                    row[j] = sum / other[j];
                } else if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
                    row[j] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
            for (int j = i + 1; j < a.length; j++) {
                row[j] = 0;
            }
        }
        return true;
    }

    /** Replaces b by the solution of L x = b. */
    public static void solveLower(double[][] l, double[] b) {
        for (int i = 0; i < l.length; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * b[k];
            }
            b[i] = sum / l[i][i];
        }
    }

    /** Replaces b by the solution of L' x = b. */
    public static void solveUpper(double[][] l, double[] b) {
        for (int i = l.length - 1; i >= 0; i--) {
            b[i] /= l[i][i];
            for (int k = 0; k < i; k++) {
                b[k] -= l[i][k] * b[i];
            }
        }
    }

    /** Replaces b by the solution of L L' x = b. */
    public static void solve(double[][] l, double[] b) {
        solveLower(l, b);
        solveUpper(l, b);
    }

    /** Writes (L L')^-1, all of it. */
    public static void inverse(double[][] l, double[][] inverse) {
        for (int i = 0; i < l.length; i++) {
            double[] row = inverse[i];
            Arrays.fill(row, 0);
            row[i] = 1;
            solve(l, row);
        }
        symmetrize(inverse);
    }

    /** Writes L L', all of it. */
    public static void product(double[][] l, double[][] product) {
        for (int i = 0; i < l.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += l[i][k] * l[j][k];
                }
                product[i][j] = sum;
                product[j][i] = sum;
            }
        }
    }

    /** Replaces A by (A + A') / 2. */
    public static void symmetrize(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (a[i][j] + a[j][i]);
                a[i][j] = mean;
                a[j][i] = mean;
            }
        }
    }

    /** log det(L L'). */
    public static double logDeterminant(double[][] l) {
        double sum = 0;
        for (int i = 0; i < l.length; i++) {
            sum += StrictMath.log(l[i][i]);
        }
        return 2 * sum;
    }
}
