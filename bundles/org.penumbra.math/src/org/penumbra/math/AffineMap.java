package org.penumbra.math;

import java.util.Arrays;

/**
 * The map x = centre + L u with L lower triangular or diagonal and positive on its diagonal: coordinates u in which
 * points with that centre and the covariance L L' look standard normal. Not changed after it was made; its methods
 * work in memory that is given.
 */
public final class AffineMap {

    private final double[] centre;
    /** Rows of the lower triangle; of one entry each where L is diagonal. */
    private final double[][] rows;
    private final boolean dense;
    private final double logDeterminant;

    private AffineMap(double[] centre, double[][] rows, boolean dense) {
        this.centre = centre;
        this.rows = rows;
        this.dense = dense;
        double sum = 0;
        for (double[] row : rows) {
            sum += StrictMath.log(row[row.length - 1]);
        }
        this.logDeterminant = sum;
    }

    /**
     * With the Cholesky factor of a covariance.
     *
     * @param centre n numbers, kept
     * @param covariance n rows, of which the lower triangle is read; kept and overwritten
     * @param smallestPivot what a variance given all coordinates before it has to exceed, relative to the variance
     * @return null where the covariance is not clearly positive definite
     */
    public static AffineMap ofCovariance(double[] centre, double[][] covariance, double smallestPivot) {
        return factor(covariance, smallestPivot) ? new AffineMap(centre, lower(covariance), true) : null;
    }

    /**
     * With standard deviations alone.
     *
     * @param centre n numbers, kept
     * @param variances n numbers; 1 stands for one that is not positive
     */
    public static AffineMap ofVariances(double[] centre, double[] variances) {
        double[][] rows = new double[variances.length][1];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = variances[i] > 0 ? Math.sqrt(variances[i]) : 1;
        }
        return new AffineMap(centre, rows, false);
    }

    private static boolean factor(double[][] a, double smallestPivot) {
        for (int i = 0; i < a.length; i++) {
            double variance = a[i][i];
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                if (i == j && !(sum > smallestPivot * variance)) {
                    return false;
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
        }
        return true;
    }

    private static double[][] lower(double[][] a) {
        double[][] rows = new double[a.length][];
        Arrays.setAll(rows, i -> Arrays.copyOf(a[i], i + 1));
        return rows;
    }

    /** n. */
    public int dimension() {
        return centre.length;
    }

    /** log |det L|: what densities in u exceed those in x by. */
    public double logDeterminant() {
        return logDeterminant;
    }

    /** Whether L has entries beside its diagonal. */
    public boolean isDense() {
        return dense;
    }

    /** The numbers that it is made of: the centre, then L row by row, with its diagonal alone where it is diagonal. */
    public double[] numbers() {
        double[] numbers = Arrays.copyOf(centre, count(centre.length, dense));
        int at = centre.length;
        for (double[] row : rows) {
            System.arraycopy(row, 0, numbers, at, row.length);
            at += row.length;
        }
        return numbers;
    }

    /** How many {@link #numbers} there are. */
    public static int count(int dimension, boolean dense) {
        return dimension + (dense ? dimension * (dimension + 1) / 2 : dimension);
    }

    /** From its {@link #numbers}, to the same bits. */
    public static AffineMap ofNumbers(int dimension, boolean dense, double[] numbers) {
        double[][] rows = new double[dimension][];
        int at = dimension;
        for (int i = 0; i < dimension; i++) {
            int length = dense ? i + 1 : 1;
            rows[i] = Arrays.copyOfRange(numbers, at, at + length);
            at += length;
        }
        return new AffineMap(Arrays.copyOf(numbers, dimension), rows, dense);
    }

    /** Writes x for u; both may be one array. */
    public void toPoint(double[] u, double[] x) {
        for (int i = u.length - 1; i >= 0; i--) {
            double sum = centre[i];
            if (dense) {
                for (int j = 0; j <= i; j++) {
                    sum += rows[i][j] * u[j];
                }
            } else {
                sum += rows[i][0] * u[i];
            }
            x[i] = sum;
        }
    }

    /** Writes u for x. */
    public void fromPoint(double[] x, double[] u) {
        for (int i = 0; i < u.length; i++) {
            double rest = x[i] - centre[i];
            for (int j = 0; dense && j < i; j++) {
                rest -= rows[i][j] * u[j];
            }
            u[i] = rest / rows[i][rows[i].length - 1];
        }
    }

    /** L' g: the gradient with respect to u from that with respect to x. */
    public void pullBack(double[] gradient, double[] slope) {
        for (int j = 0; j < slope.length; j++) {
            double sum = dense ? 0 : rows[j][0] * gradient[j];
            for (int i = j; dense && i < slope.length; i++) {
                sum += rows[i][j] * gradient[i];
            }
            slope[j] = sum;
        }
    }
}
