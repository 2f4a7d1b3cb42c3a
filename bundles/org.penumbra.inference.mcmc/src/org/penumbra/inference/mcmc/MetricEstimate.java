package org.penumbra.inference.mcmc;

import java.util.Arrays;
import org.penumbra.math.OnlineMoments;

/**
 * A metric from the draws of a window of warm-up. Estimates are drawn towards what little draws can mistake: variances
 * towards a small one, as in Stan, where they are larger than that; correlations towards those of the metric before,
 * the more so the fewer draws there are for each coordinate. So regressions whose coefficients are all but
 * proportional are made round step by step, where drawing to no correlation at all would leave them narrow.
 */
final class MetricEstimate {

    /** Draws that the regularisation is worth, and the variance that it draws to (Stan reference manual). */
    private static final double WORTH = 5;
    private static final double SMALL_VARIANCE = 1e-3;
    /** Beyond this, factors of covariances take too long even where densities take longer. */
    private static final int LARGEST_DENSE = 250;
    /** Correlations have to save this share of the steps, or they may be noise. */
    private static final double NOTABLE = 1.2;
    /** Operations for each number that a density touches, and for each entry of a factor, roughly. */
    private static final double OPERATIONS = 10;
    private static final double FACTOR_OPERATIONS = 4;
    /** Independent draws that one of warm-up is worth, roughly. */
    private static final double INDEPENDENT = 0.5;

    private final double[][] draws;
    private final double[] means;
    private final double[] variances;
    private final Metric before;
    private final int n;

    /**
     * @param draws of the window, at least 2
     * @param before the metric of these draws
     */
    MetricEstimate(double[][] draws, Metric before) {
        this.draws = draws;
        this.before = before;
        this.n = draws[0].length;
        this.means = new double[n];
        this.variances = regularized(draws, means, before.variances());
    }

    /**
     * Variances of rows.
     *
     * @param means overwritten
     * @param otherwise what a coordinate that did not move keeps; overwritten
     */
    private static double[] regularized(double[][] rows, double[] means, double[] otherwise) {
        OnlineMoments moments = new OnlineMoments(means.length);
        Arrays.stream(rows).forEach(moments::add);
        double count = rows.length;
        for (int i = 0; i < means.length; i++) {
            means[i] = moments.mean(i);
            double variance = moments.variance(i);
            if (variance > 0 && Double.isFinite(variance)) {
                otherwise[i] = (count * variance + WORTH * Math.min(variance, SMALL_VARIANCE)) / (count + WORTH);
            }
        }
        return otherwise;
    }

    /** @param cost of a density, as {@code Target.cost()} tells */
    Metric of(MetricKind kind, long cost) {
        return switch (kind) {
            case UNIT -> DiagonalMetric.unit(n);
            case DIAGONAL -> diagonal();
            case DENSE -> dense(covariance());
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
            double[][] covariance = covariance();
            double steps = new Spectrum(scaled(covariance)).condition() / condition();
            double density = OPERATIONS * (cost + n);
            boolean pays = steps > NOTABLE * NOTABLE
                    && Math.sqrt(steps) * density > density + FACTOR_OPERATIONS * n * n;
            if (pays) {
                return dense(covariance);
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
        double ratio = Math.min(Math.sqrt(n / (INDEPENDENT * draws.length)), 1);
        double share = shrinkage();
        return (share * (1 + ratio) * (1 + ratio) + 1 - share) / (share * (1 - ratio) * (1 - ratio) + 1 - share);
    }

    private double[][] covariance() {
        if (!(before instanceof DenseMetric dense)) {
            return shrunk(draws, means, variances);
        }
        double[][] white = Arrays.stream(draws).map(double[]::clone).toArray(double[][]::new);
        Arrays.stream(white).forEach(dense::whiten);
        double[] centre = new double[n];
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return dense.spread(shrunk(white, centre, regularized(white, centre, ones)));
    }

    /** With the given variances, and correlations drawn to 0. */
    private double[][] shrunk(double[][] rows, double[] centre, double[] scales) {
        double[][] covariance = new double[n][n];
        double[] squares = new double[n];
        double[] z = new double[n];
        for (double[] row : rows) {
            for (int i = 0; i < n; i++) {
                z[i] = row[i] - centre[i];
                squares[i] += z[i] * z[i];
                for (int j = 0; j < i; j++) {
                    covariance[i][j] += z[i] * z[j];
                }
            }
        }
        double share = shrinkage();
        for (int i = 0; i < n; i++) {
            covariance[i][i] = scales[i];
            for (int j = 0; j < i; j++) {
                double unit = Math.sqrt(squares[i] / scales[i]) * Math.sqrt(squares[j] / scales[j]);
                covariance[i][j] = unit > 0 ? share * covariance[i][j] / unit : 0;
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    /** Ones on the diagonal. */
    private double[][] scaled(double[][] covariance) {
        double[][] correlation = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                correlation[i][j] = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
            }
        }
        return correlation;
    }

    private Metric dense(double[][] covariance) {
        Metric dense = DenseMetric.of(covariance);
        return dense == null ? diagonal() : dense;
    }

    private Metric lowRank() {
        double[] scales = Arrays.stream(variances).map(Math::sqrt).toArray();
        Directions found = Directions.of(draws, means, scales);
        return found.vectors().length == 0 ? diagonal()
                : new LowRankMetric(scales, found.vectors(), found.stretches());
    }
}
