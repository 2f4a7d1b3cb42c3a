package org.penumbra.guides;

import org.penumbra.inference.Target;

/** The negative Hessian of a log density at a point, by central differences of its gradient, and what follows. */
final class Curvature {

    /** The cube root of the precision of a double, where the errors of cutting off and of rounding balance. */
    private static final double STEP = 6e-6;

    /** The density does not fall away on all sides. */
    static final class NotPeaked extends Exception {
        private static final long serialVersionUID = 1L;
        private final int coordinate;

        NotPeaked(int coordinate) {
            super("coordinate " + coordinate);
            this.coordinate = coordinate;
        }

        /** The last coordinate in which it does not, given those after it. */
        int coordinate() {
            return coordinate;
        }
    }

    private final double[][] precision;

    private Curvature(double[][] precision) {
        this.precision = precision;
    }

    static Curvature at(Target target, double[] point) {
        int n = point.length;
        double[][] columns = new double[n][n];
        double[] x = point.clone();
        double[] below = new double[n];
        for (int j = 0; j < n; j++) {
            double step = STEP * Math.max(1, Math.abs(point[j]));
            x[j] = point[j] - step;
            target.logDensityAndGradient(x, below);
            x[j] = point[j] + step;
            target.logDensityAndGradient(x, columns[j]);
            x[j] = point[j];
            for (int i = 0; i < n; i++) {
                columns[j][i] = -(columns[j][i] - below[i]) / (2 * step);
            }
        }
        return new Curvature(symmetric(columns));
    }

    private static double[][] symmetric(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                a[i][j] = 0.5 * (a[i][j] + a[j][i]);
                a[j][i] = a[i][j];
            }
        }
        return a;
    }

    /**
     * The lower triangular factor L of the covariance L L'. The precision is factored from its last row, as R'R with a
     * lower triangular R: then L = R^-1.
     *
     * @throws NotPeaked when the precision is not positive definite
     */
    double[][] covarianceFactor() throws NotPeaked {
        int n = precision.length;
        double[][] r = new double[n][n];
        for (int j = n - 1; j >= 0; j--) {
            for (int i = j; i >= 0; i--) {
                double sum = precision[j][i];
                for (int k = j + 1; k < n; k++) {
                    sum -= r[k][j] * r[k][i];
                }
                if (i == j && !(sum > 0)) {
                    throw new NotPeaked(j);
                }
                r[j][i] = i == j ? Math.sqrt(sum) : sum / r[j][j];
            }
        }
        return inverse(r);
    }

    private static double[][] inverse(double[][] r) {
        int n = r.length;
        double[][] inverse = new double[n][n];
        for (int j = 0; j < n; j++) {
            inverse[j][j] = 1 / r[j][j];
            for (int i = j + 1; i < n; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum += r[i][k] * inverse[k][j];
                }
                inverse[i][j] = -sum / r[i][i];
            }
        }
        return inverse;
    }
}
