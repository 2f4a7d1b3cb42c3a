package org.penumbra.inference.auto;

import java.util.Arrays;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.math.Psis;

/**
 * The map x = centre + L u under which an earlier answer looks standard normal. Fits that follow run in u, where one
 * learning rate and one starting scale serve all coordinates of all models.
 */
final class Affine {

    private static final int LARGEST_DENSE = 150;
    private static final double SMALLEST_PIVOT = 1e-8;
    private static final double USABLE = 0.7;

    private final double[] centre;
    /** Rows of the lower triangle; of one entry each where L is diagonal. */
    private final double[][] rows;
    private final boolean dense;
    private final double logDeterminant;

    private Affine(double[] centre, double[][] rows, boolean dense) {
        this.centre = centre;
        this.rows = rows;
        this.dense = dense;
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += StrictMath.log(rows[i][rows[i].length - 1]);
        }
        this.logDeterminant = sum;
    }

    /**
     * From the moments of draws, weighted where their weights can be relied upon; null when they have none.
     *
     * @param trusted whether the covariances of the draws can be relied upon; if not, only their spreads are used
     */
    static Affine of(FitResult result, boolean trusted) {
        double[][] points = result.draws().points();
        if (points.length < 2 || !Arrays.stream(points).allMatch(p -> Arrays.stream(p).allMatch(Double::isFinite))) {
            return null;
        }
        double[] weights = weights(result.draws());
        int n = points[0].length;
        double[] mean = new double[n];
        for (int draw = 0; draw < points.length; draw++) {
            for (int i = 0; i < n; i++) {
                mean[i] += weights[draw] * points[draw][i];
            }
        }
        boolean dense = trusted && n <= LARGEST_DENSE && points.length > 5 * n;
        double[][] rows = dense ? cholesky(covariance(points, weights, mean)) : null;
        return rows != null ? new Affine(mean, rows, true) : diagonal(points, weights, mean);
    }

    private static double[] weights(FitResult.Draws draws) {
        double[] weights = new double[draws.count()];
        Arrays.fill(weights, 1.0 / weights.length);
        double[] ratios = new double[weights.length];
        Arrays.setAll(ratios, i -> draws.logP()[i] - draws.logQ()[i]);
        if (Arrays.stream(ratios).allMatch(Double::isFinite)) {
            Psis psis = Psis.smooth(ratios);
            if (psis.kHat() < USABLE) {
                Arrays.setAll(weights, i -> StrictMath.exp(psis.logWeights()[i]));
            }
        }
        return weights;
    }

    private static double[][] covariance(double[][] points, double[] weights, double[] mean) {
        double[][] covariance = new double[mean.length][];
        for (int i = 0; i < mean.length; i++) {
            covariance[i] = new double[i + 1];
        }
        for (int draw = 0; draw < points.length; draw++) {
            for (int i = 0; i < mean.length; i++) {
                double left = weights[draw] * (points[draw][i] - mean[i]);
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += left * (points[draw][j] - mean[j]);
                }
            }
        }
        return covariance;
    }

    /** In place; null where the matrix is not clearly positive definite. */
    private static double[][] cholesky(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            double variance = a[i][i];
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                if (i == j && !(sum > SMALLEST_PIVOT * variance)) {
                    return null;
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
        }
        return a;
    }

    private static Affine diagonal(double[][] points, double[] weights, double[] mean) {
        double[][] rows = new double[mean.length][1];
        for (int i = 0; i < mean.length; i++) {
            double variance = 0;
            for (int draw = 0; draw < points.length; draw++) {
                variance += weights[draw] * (points[draw][i] - mean[i]) * (points[draw][i] - mean[i]);
            }
            rows[i][0] = variance > 0 ? Math.sqrt(variance) : 1;
        }
        return new Affine(mean, rows, false);
    }

    int dimension() {
        return centre.length;
    }

    /** What was fitted in u, in the coordinates x. */
    static FitResult outward(FitResult inside, Affine affine) {
        FitResult.Draws draws = inside.draws();
        double[][] points = new double[draws.count()][affine.dimension()];
        double[] logP = draws.logP().clone();
        double[] logQ = draws.logQ().clone();
        boolean spread = inside.fittedGuide().map(Guide::isDistribution).orElse(true);
        for (int i = 0; i < points.length; i++) {
            affine.toPoint(draws.points()[i], points[i]);
            logP[i] -= affine.logDeterminant();
            logQ[i] -= spread ? affine.logDeterminant() : 0;
        }
        return new FitResult(inside.status(), inside.fittedGuide().map(guide -> new AffineGuide(guide, affine))
                .orElse(null), new FitResult.Draws(points, logP, logQ), inside.trace(), inside.elbo(), inside.steps(),
                inside.state(), inside.findings(), inside.measurements());
    }

    /** log |det L|: what densities in u exceed those in x by. */
    double logDeterminant() {
        return logDeterminant;
    }

    void toPoint(double[] u, double[] x) {
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

    void fromPoint(double[] x, double[] u) {
        for (int i = 0; i < u.length; i++) {
            double rest = x[i] - centre[i];
            for (int j = 0; dense && j < i; j++) {
                rest -= rows[i][j] * u[j];
            }
            u[i] = rest / rows[i][rows[i].length - 1];
        }
    }

    /** L' g: the gradient with respect to u from that with respect to x. */
    void pullBack(double[] gradient, double[] slope) {
        for (int j = 0; j < slope.length; j++) {
            double sum = dense ? 0 : rows[j][0] * gradient[j];
            for (int i = j; dense && i < slope.length; i++) {
                sum += rows[i][j] * gradient[i];
            }
            slope[j] = sum;
        }
    }
}
