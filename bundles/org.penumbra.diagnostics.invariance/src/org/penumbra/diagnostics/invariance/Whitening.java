package org.penumbra.diagnostics.invariance;

/**
 * The linear map x = mean + L z under which the draws look standard normal, so that one step size serves all
 * directions. L is the Cholesky factor of their covariance, or diagonal where there are too few draws for a covariance.
 */
final class Whitening {

    private static final int LARGEST_DENSE = 150;
    private static final double SMALLEST_PIVOT = 1e-10;

    private final double[] mean;
    /** Rows of the lower triangle, or one entry per row. */
    private final double[][] factor;
    private final boolean dense;

    Whitening(Ensemble ensemble) {
        this.mean = ensemble.mean();
        int n = mean.length;
        double[][] cholesky = n <= LARGEST_DENSE && ensemble.worth() > 5 * n
                ? cholesky(ensemble.covariance(mean)) : null;
        this.dense = cholesky != null;
        this.factor = dense ? cholesky : diagonal(ensemble.variances(mean));
    }

    private static double[][] diagonal(double[] variances) {
        double[][] rows = new double[variances.length][1];
        for (int i = 0; i < variances.length; i++) {
            rows[i][0] = variances[i] > 0 ? Math.sqrt(variances[i]) : 1;
        }
        return rows;
    }

    /** In place; null where the covariance is not clearly positive definite. */
    private static double[][] cholesky(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            double original = a[i][i];
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                if (i == j) {
                    if (!(sum > SMALLEST_PIVOT * original)) {
                        return null;
                    }
                    a[i][i] = Math.sqrt(sum);
                } else {
                    a[i][j] = sum / a[j][j];
                }
            }
        }
        return a;
    }

    void toPoint(double[] z, double[] x) {
        for (int i = z.length - 1; i >= 0; i--) {
            double sum = mean[i];
            if (dense) {
                for (int j = 0; j <= i; j++) {
                    sum += factor[i][j] * z[j];
                }
            } else {
                sum += factor[i][0] * z[i];
            }
            x[i] = sum;
        }
    }

    void fromPoint(double[] x, double[] z) {
        for (int i = 0; i < z.length; i++) {
            double rest = x[i] - mean[i];
            if (dense) {
                for (int j = 0; j < i; j++) {
                    rest -= factor[i][j] * z[j];
                }
            }
            z[i] = rest / (dense ? factor[i][i] : factor[i][0]);
        }
    }

    /** L' g: the gradient with respect to z. */
    void pullBack(double[] gradient, double[] slope) {
        for (int j = 0; j < slope.length; j++) {
            double sum = 0;
            if (dense) {
                for (int i = j; i < slope.length; i++) {
                    sum += factor[i][j] * gradient[i];
                }
            } else {
                sum = factor[j][0] * gradient[j];
            }
            slope[j] = sum;
        }
    }
}
