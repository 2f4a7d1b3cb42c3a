package org.penumbra.inference.auto;

import java.util.Arrays;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.math.AffineMap;
import org.penumbra.math.Psis;

/**
 * The map x = centre + L u under which an earlier answer looks standard normal. Fits that follow run in u, where one
 * learning rate and one starting scale serve all coordinates of all models.
 */
final class Affine {

    private static final int LARGEST_DENSE = 150;
    private static final double SMALLEST_PIVOT = 1e-8;
    private static final double USABLE = 0.7;

    private Affine() {
    }

    /**
     * From the moments of draws, weighted where their weights can be relied upon; null when they have none.
     *
     * @param trusted whether the covariances of the draws can be relied upon; if not, only their spreads are used
     */
    static AffineMap of(FitResult result, boolean trusted) {
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
        AffineMap map = dense ? AffineMap.ofCovariance(mean, covariance(points, weights, mean), SMALLEST_PIVOT) : null;
        return map != null ? map : AffineMap.ofVariances(mean, variances(points, weights, mean));
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
        separate(points, covariance);
        return covariance;
    }

    private static double[] variances(double[][] points, double[] weights, double[] mean) {
        double[] variances = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            for (int draw = 0; draw < points.length; draw++) {
                variances[i] += weights[draw] * (points[draw][i] - mean[i]) * (points[draw][i] - mean[i]);
            }
            variances[i] = isPoint(points, i) ? 1 : variances[i];
        }
        return variances;
    }

    /** What has no width is not correlated with anything either. */
    private static void separate(double[][] points, double[][] covariance) {
        for (int point = 0; point < covariance.length; point++) {
            if (isPoint(points, point)) {
                Arrays.fill(covariance[point], 0);
                for (int i = point; i < covariance.length; i++) {
                    covariance[i][point] = 0;
                }
                covariance[point][point] = 1;
            }
        }
    }

    /** The same in all draws: a parameter of the model, which has a place and no width. */
    private static boolean isPoint(double[][] points, int i) {
        return Arrays.stream(points).allMatch(point -> point[i] == points[0][i]);
    }

    /** What was fitted in u, in the coordinates x. */
    static FitResult outward(FitResult inside, AffineMap affine) {
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
}
