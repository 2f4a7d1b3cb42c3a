package org.penumbra.multivariate;

/** Products of small matrices in parts of arrays; nothing is allocated. */
final class Dense {

    private Dense() {
    }

    /** C += factor A B for row-major A (n by k), B (k by m), C (n by m). */
    static void add(double factor, int n, int k, int m, double[] a, int aAt, double[] b, int bAt, double[] c, int cAt) {
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < k; l++) {
                double left = factor * a[aAt + i * k + l];
                for (int j = 0; j < m; j++) {
                    c[cAt + i * m + j] += left * b[bAt + l * m + j];
                }
            }
        }
    }

    /** C += factor A' B for row-major A (k by n), B (k by m), C (n by m). */
    static void addTransposed(double factor, int n, int k, int m, double[] a, int aAt, double[] b, int bAt, double[] c,
            int cAt) {
        for (int l = 0; l < k; l++) {
            for (int i = 0; i < n; i++) {
                double left = factor * a[aAt + l * n + i];
                for (int j = 0; j < m; j++) {
                    c[cAt + i * m + j] += left * b[bAt + l * m + j];
                }
            }
        }
    }

    /** C += factor A B' for row-major A (n by k), B (m by k), C (n by m). */
    static void addByTransposed(double factor, int n, int k, int m, double[] a, int aAt, double[] b, int bAt,
            double[] c, int cAt) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += a[aAt + i * k + l] * b[bAt + j * k + l];
                }
                c[cAt + i * m + j] += factor * sum;
            }
        }
    }

    static double dot(int n, double[] a, int aAt, double[] b, int bAt) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[aAt + i] * b[bAt + i];
        }
        return sum;
    }

    /**
     * Puts the inverse of a symmetric positive definite matrix in its place, by Gauss-Jordan elimination.
     *
     * @return the log of its determinant; NaN where it is not positive definite
     */
    static double invert(int n, double[] a, int at) {
        double logDeterminant = 0;
        for (int k = 0; k < n; k++) {
            int rowK = at + k * n;
            double pivot = a[rowK + k];
            logDeterminant += pivot > 0 ? StrictMath.log(pivot) : Double.NaN;
            a[rowK + k] = 1;
            for (int j = 0; j < n; j++) {
                a[rowK + j] /= pivot;
            }
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    eliminate(n, a, at + i * n, rowK, k);
                }
            }
        }
        return logDeterminant;
    }

    private static void eliminate(int n, double[] a, int row, int pivotRow, int k) {
        double factor = a[row + k];
        a[row + k] = 0;
        for (int j = 0; j < n; j++) {
            a[row + j] -= factor * a[pivotRow + j];
        }
    }
}
