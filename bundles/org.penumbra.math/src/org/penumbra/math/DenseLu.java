package org.penumbra.math;

/** LU factors of a small square matrix with row pivoting, in memory of its own that is used again and again. */
public final class DenseLu {

    private final int n;
    private final double[] a;
    private final int[] pivots;

    /** @param order number of rows, at least 1 */
    public DenseLu(int order) {
        this.n = order;
        this.a = new double[order * order];
        this.pivots = new int[order];
    }

    /** Sets an element of the matrix to be factored, 0-based. */
    public void set(int row, int column, double value) {
        a[row * n + column] = value;
    }

    /** Replaces the matrix by its factors; false when it is singular or not all of it is finite. */
    public boolean factor() {
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[i * n + k]) > Math.abs(a[best * n + k])) {
                    best = i;
                }
            }
            pivots[k] = best;
            double pivot = a[best * n + k];
            if (!(Math.abs(pivot) > 0) || Double.isInfinite(pivot)) {
                return false;
            }
            swapRows(k, best);
            eliminate(k);
        }
        return true;
    }

    private void swapRows(int first, int second) {
        for (int j = 0; first != second && j < n; j++) {
            double kept = a[first * n + j];
            a[first * n + j] = a[second * n + j];
            a[second * n + j] = kept;
        }
    }

    private void eliminate(int k) {
        for (int i = k + 1; i < n; i++) {
            double factor = a[i * n + k] / a[k * n + k];
            a[i * n + k] = factor;
            for (int j = k + 1; j < n; j++) {
                a[i * n + j] -= factor * a[k * n + j];
            }
        }
    }

    /** Replaces b, from {@code at}, by the solution of A x = b. */
    public void solve(double[] b, int at) {
        for (int k = 0; k < n; k++) {
            swap(b, at + k, at + pivots[k]);
            for (int j = 0; j < k; j++) {
                b[at + k] -= a[k * n + j] * b[at + j];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                b[at + k] -= a[k * n + j] * b[at + j];
            }
            b[at + k] /= a[k * n + k];
        }
    }

    /** Replaces b, from {@code at}, by the solution of A' x = b. */
    public void solveTransposed(double[] b, int at) {
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < k; j++) {
                b[at + k] -= a[j * n + k] * b[at + j];
            }
            b[at + k] /= a[k * n + k];
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                b[at + k] -= a[j * n + k] * b[at + j];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            swap(b, at + k, at + pivots[k]);
        }
    }

    private static void swap(double[] b, int first, int second) {
        double kept = b[first];
        b[first] = b[second];
        b[second] = kept;
    }
}
