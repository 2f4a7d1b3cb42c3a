package org.penumbra.inference.mcmc;

import java.util.Arrays;
import org.penumbra.math.OnlineMoments;

/**
 * A metric from the draws of a window of warm-up. Estimates are drawn towards what little draws can mistake: variances
 * towards a small one, as in Stan, where they are larger than that; correlations towards none, the more so the fewer
 * draws there are for each coordinate.
 */
final class MetricEstimate {

    /** Draws that the regularisation is worth, and the variance that it draws to (Stan reference manual). */
    private static final double WORTH = 5;
    private static final double SMALL_VARIANCE = 1e-3;
    /** Beyond this, factors of covariances take too long even where densities take longer. */
    private static final int LARGEST_DENSE = 250;
    /** Correlations have to save this share of the steps, or they may be noise. */
    private static final double NOTABLE = 1.2;
    /** Operations for each number that a density touches, roughly. */
    private static final double OPERATIONS = 10;

    private final double[][] draws;
    private final double[] means;
    private final double[] variances;
    private final int n;

    /**
     * @param draws of the window, at least 2
     * @param before what a coordinate that did not move keeps
     */
    MetricEstimate(double[][] draws, Metric before) {
        this.draws = draws;
        this.n = draws[0].length;
        OnlineMoments moments = new OnlineMoments(n);
        Arrays.stream(draws).forEach(moments::add);
        this.means = new double[n];
        this.variances = before.variances();
        double count = draws.length;
        for (int i = 0; i < n; i++) {
            means[i] = moments.mean(i);
            double variance = moments.variance(i);
            if (variance > 0 && Double.isFinite(variance)) {
                variances[i] = (count * variance + WORTH * Math.min(variance, SMALL_VARIANCE)) / (count + WORTH);
            }
        }
    }

    /** @param cost of a density, as {@code Target.cost()} tells */
    Metric of(MetricKind kind, long cost) {
        return switch (kind) {
            case UNIT -> DiagonalMetric.unit(n);
            case DIAGONAL -> diagonal();
            case DENSE -> dense(correlation());
            case LOW_RANK -> lowRank();
            case AUTO -> automatic(cost);
        };
    }

    private Metric diagonal() {
        return DiagonalMetric.of(variances);
    }

    private Metric automatic(long cost) {
        if (n == 1) {
            return diagonal();
        }
        if (n <= LARGEST_DENSE) {
            double[][] correlation = correlation();
            double steps = new Spectrum(correlation).condition() / condition();
            double density = OPERATIONS * (cost + n);
            boolean pays = steps > NOTABLE * NOTABLE
                    && Math.sqrt(steps) * density > density + (double) n * n;
            if (pays) {
                return dense(correlation);
            }
        }
        return 2 * n > LARGEST_DENSE && draws.length >= 2 * Directions.MOST ? lowRank() : diagonal();
    }

    /** How much correlations of independent coordinates count. */
    private double shrinkage() {
        return draws.length / (draws.length + WORTH + n);
    }

    /** Of such an estimate where coordinates are independent (Marchenko and Pastur 1967). */
    private double condition() {
        double ratio = Math.min(Math.sqrt((double) n / draws.length), 1);
        double share = shrinkage();
        return (share * (1 + ratio) * (1 + ratio) + 1 - share) / (share * (1 - ratio) * (1 - ratio) + 1 - share);
    }

    /** Shrunk; ones on the diagonal. */
    private double[][] correlation() {
        double[][] correlation = new double[n][n];
        double[] squares = new double[n];
        double[] z = new double[n];
        for (double[] draw : draws) {
            for (int i = 0; i < n; i++) {
                z[i] = draw[i] - means[i];
                squares[i] += z[i] * z[i];
                for (int j = 0; j < i; j++) {
                    correlation[i][j] += z[i] * z[j];
                }
            }
        }
        double share = shrinkage();
        for (int i = 0; i < n; i++) {
            correlation[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double scale = Math.sqrt(squares[i] * squares[j]);
                correlation[i][j] = scale > 0 ? share * correlation[i][j] / scale : 0;
                correlation[j][i] = correlation[i][j];
            }
        }
        return correlation;
    }

    private Metric dense(double[][] correlation) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                correlation[i][j] *= Math.sqrt(variances[i] * variances[j]);
            }
        }
        Metric dense = DenseMetric.of(correlation);
        return dense == null ? diagonal() : dense;
    }

    private Metric lowRank() {
        double[] scales = Arrays.stream(variances).map(Math::sqrt).toArray();
        Directions found = Directions.of(draws, means, scales);
        return found.vectors().length == 0 ? diagonal()
                : new LowRankMetric(scales, found.vectors(), found.stretches());
    }
}
