package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import org.penumbra.inference.FitResult;
import org.penumbra.math.AffineMap;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;

/**
 * Draws with their weights, as the answer reports them: importance-weighted where the weights can be relied upon.
 *
 * @param points {@code [draw][coordinate]}
 * @param weights sum to 1
 * @param worth independent draws that they are worth
 */
record Ensemble(double[][] points, double[] weights, double worth) {

    private static final double USABLE = 0.7;
    private static final int LARGEST_DENSE = 150;
    private static final double SMALLEST_PIVOT = 1e-10;

    static Ensemble of(FitResult.Draws draws) {
        int count = draws.count();
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        if (Arrays.stream(draws.logQ()).allMatch(Double::isFinite)) {
            double[] ratios = new double[count];
            Arrays.setAll(ratios, i -> draws.logP()[i] - draws.logQ()[i]);
            Psis psis = Psis.smooth(ratios);
            if (psis.kHat() < USABLE) {
                Arrays.setAll(weights, i -> StrictMath.exp(psis.logWeights()[i]));
                return new Ensemble(draws.points(), weights, psis.effectiveSize());
            }
        }
        return new Ensemble(draws.points(), weights, count);
    }

    int dimension() {
        return points[0].length;
    }

    double[] mean() {
        double[] mean = new double[dimension()];
        for (int draw = 0; draw < points.length; draw++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[draw] * points[draw][i];
            }
        }
        return mean;
    }

    /** {@code [row][column]}, lower triangle. */
    double[][] covariance(double[] mean) {
        int n = mean.length;
        double[][] covariance = new double[n][n];
        for (int draw = 0; draw < points.length; draw++) {
            for (int i = 0; i < n; i++) {
                double left = weights[draw] * (points[draw][i] - mean[i]);
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += left * (points[draw][j] - mean[j]);
                }
            }
        }
        return covariance;
    }

    double[] variances(double[] mean) {
        double[] variances = new double[mean.length];
        for (int draw = 0; draw < points.length; draw++) {
            for (int i = 0; i < mean.length; i++) {
                double difference = points[draw][i] - mean[i];
                variances[i] += weights[draw] * difference * difference;
            }
        }
        return variances;
    }

    /**
     * The map under which the draws look standard normal, so that one step size serves all directions; diagonal where
     * there are too few draws for a covariance.
     */
    AffineMap whitening() {
        double[] mean = mean();
        AffineMap map = dimension() <= LARGEST_DENSE && worth > 5 * dimension()
                ? AffineMap.ofCovariance(mean, covariance(mean), SMALLEST_PIVOT) : null;
        return map != null ? map : AffineMap.ofVariances(mean, variances(mean));
    }

    /** Numbers of draws with probabilities as their weights, evenly spread: systematic resampling (Kitagawa 1996). */
    int[] resample(int count, RandomStream random) {
        int[] chosen = new int[count];
        double offset = random.nextDouble();
        double cumulative = weights[0];
        int draw = 0;
        for (int i = 0; i < count; i++) {
            double level = (i + offset) / count;
            while (cumulative < level && draw < weights.length - 1) {
                draw++;
                cumulative += weights[draw];
            }
            chosen[i] = draw;
        }
        return chosen;
    }
}
