package org.penumbra.math;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan 2013,
 * section 8.5), which find small eigenvalues of graded matrices more accurately than faster methods. For up to some
 * hundred rows.
 *
 * @param values eigenvalues, in no order
 * @param vectors {@code vectors[k]} belongs to {@code values[k]}
 */
public record SymmetricEigen(double[] values, double[][] vectors) {

    private static final int SWEEPS = 60;
    /** Off-diagonal entries so small relative to their diagonal entries change no digit of an eigenvalue. */
    private static final double NEGLIGIBLE = 1e-17;

    /** @param matrix finite and symmetric; not changed */
    public static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            vectors[i][i] = 1;
        }
        boolean rotated = true;
        for (int sweep = 0; rotated && sweep < SWEEPS; sweep++) {
            rotated = sweep(a, vectors);
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return new SymmetricEigen(values, vectors);
    }

    private static boolean sweep(double[][] a, double[][] vectors) {
        boolean rotated = false;
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                double size = Math.sqrt(Math.abs(a[p][p])) * Math.sqrt(Math.abs(a[q][q]));
                double off = Math.abs(a[p][q]);
                if (off > NEGLIGIBLE * size && off > Double.MIN_NORMAL) {
                    rotate(a, vectors, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(t * t + 1);
        double sine = t * cosine;
        double shift = t * a[p][q];
        double app = a[p][p] - shift;
        double aqq = a[q][q] + shift;
        rows(a[p], a[q], cosine, sine);
        for (int k = 0; k < a.length; k++) {
            a[k][p] = a[p][k];
            a[k][q] = a[q][k];
        }
        a[p][p] = app;
        a[q][q] = aqq;
        a[p][q] = 0;
        a[q][p] = 0;
        rows(vectors[p], vectors[q], cosine, sine);
    }

    private static void rows(double[] p, double[] q, double cosine, double sine) {
        for (int k = 0; k < p.length; k++) {
            double kept = p[k];
            p[k] = cosine * kept - sine * q[k];
            q[k] = sine * kept + cosine * q[k];
        }
    }
}
