package org.penumbra.inference.normal;

/** The r x r matrix M = I + U'U of a low-rank update and its Cholesky factor, in memory of its own. */
final class Capacitance {

    private final int n;
    private final int rank;
    private final double[] factor;

    Capacitance(int n, int rank) {
        this.n = n;
        this.rank = rank;
        this.factor = new double[rank * rank];
    }

    /** Factors it for the U that stands row by row in {@code u} from {@code offset}; gives half its log determinant. */
    double factor(double[] u, int offset) {
        for (int a = 0; a < rank; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = a == b ? 1 : 0;
                for (int i = 0; i < n; i++) {
                    sum += u[offset + i * rank + a] * u[offset + i * rank + b];
                }
                factor[a * rank + b] = sum;
            }
        }
        return cholesky();
    }

    private double cholesky() {
        double half = 0;
        for (int a = 0; a < rank; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = factor[a * rank + b];
                for (int c = 0; c < b; c++) {
                    sum -= factor[a * rank + c] * factor[b * rank + c];
                }
                factor[a * rank + b] = a == b ? Math.sqrt(sum) : sum / factor[b * rank + b];
            }
            half += StrictMath.log(factor[a * rank + a]);
        }
        return half;
    }

    /** Replaces b by M^-1 b. */
    void solve(double[] b) {
        for (int a = 0; a < rank; a++) {
            for (int c = 0; c < a; c++) {
                b[a] -= factor[a * rank + c] * b[c];
            }
            b[a] /= factor[a * rank + a];
        }
        for (int a = rank - 1; a >= 0; a--) {
            for (int c = a + 1; c < rank; c++) {
                b[a] -= factor[c * rank + a] * b[c];
            }
            b[a] /= factor[a * rank + a];
        }
    }

    /** The row of U M^-1 whose row of U begins at {@code entry}. */
    void solveRow(double[] u, int entry, double[] row) {
        System.arraycopy(u, entry, row, 0, rank);
        solve(row);
    }
}
