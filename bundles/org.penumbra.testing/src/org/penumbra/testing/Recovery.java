package org.penumbra.testing;

import static org.penumbra.testing.Promise.hold;

import java.util.Arrays;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.math.DenseCholesky;

/** Compares a fit of a known normal with the truth, or with the best that its family can do. */
final class Recovery {

    /** Of independent draws, so many standard errors: with some 40 comparisons a false alarm in 1 of 400 contracts. */
    private static final double ERRORS = 4;

    private final KnownGaussian truth;
    private final Expectation expectation;
    private final String name;
    private final int n;
    private final double[][] precision;

    Recovery(KnownGaussian truth, Expectation expectation, String name) {
        this.truth = truth;
        this.expectation = expectation;
        this.name = name;
        this.n = truth.dimension();
        this.precision = precision(truth);
    }

    private static double[][] precision(KnownGaussian truth) {
        int n = truth.dimension();
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                factor[i][j] = truth.covariance(i, j);
            }
        }
        DenseCholesky.factor(factor);
        double[][] precision = new double[n][n];
        DenseCholesky.inverse(factor, precision);
        return precision;
    }

    void check(FitResult result) {
        Draws draws = result.draws();
        hold(draws.count() > 1, () -> name + ": more than one draw is expected, found " + draws.count());
        double[] weights = weights(draws);
        double worth = 1 / Arrays.stream(weights).map(w -> w * w).sum();
        for (int i = 0; i < n; i++) {
            coordinate(draws, weights, worth, i);
        }
        if (Double.isFinite(expectation.objectiveTolerance())) {
            objective(result);
        }
    }

    private double[] weights(Draws draws) {
        double[] weights = new double[draws.count()];
        Arrays.fill(weights, 1);
        if (expectation.weighted()) {
            double[] ratios = new double[weights.length];
            Arrays.setAll(ratios, k -> draws.logP()[k] - draws.logQ()[k]);
            double largest = Arrays.stream(ratios).max().orElseThrow();
            Arrays.setAll(weights, k -> StrictMath.exp(ratios[k] - largest));
        }
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }

    private void coordinate(Draws draws, double[] weights, double worth, int i) {
        double mean = 0;
        double square = 0;
        for (int k = 0; k < weights.length; k++) {
            double x = draws.points()[k][i] - truth.mean(i);
            mean += weights[k] * x;
            square += weights[k] * x * x;
        }
        double sd = Math.sqrt(square - mean * mean);
        double off = Math.abs(mean) / truth.sd(i);
        double meanLimit = Math.max(expectation.meanTolerance(), ERRORS / Math.sqrt(worth));
        hold(off <= meanLimit, () -> name + ": the mean of coordinate " + (i + 1) + " is off by " + off
                + " posterior standard deviations, more than " + meanLimit);
        double expected = expectation.family() == Expectation.Family.MEAN_FIELD
                ? 1 / Math.sqrt(precision[i][i]) : truth.sd(i);
        double sdLimit = Math.max(expectation.sdTolerance(), ERRORS / Math.sqrt(2 * worth));
        hold(Math.abs(sd / expected - 1) <= sdLimit, () -> name + ": the standard deviation of coordinate " + (i + 1)
                + " should be " + expected + " to " + 100 * sdLimit + " %, and is " + sd);
    }

    private void objective(FitResult result) {
        double mean = result.elbo().mean();
        double margin = expectation.objectiveTolerance() + ERRORS * result.elbo().standardError();
        double top = truth.logEvidence();
        double meanField = top - meanFieldDivergence();
        double low = expectation.family() == Expectation.Family.ANY ? top : meanField;
        double high = expectation.family() == Expectation.Family.MEAN_FIELD ? meanField : top;
        hold(mean >= low - margin && mean <= high + margin, () -> name + ": the final objective should be "
                + (low == high ? low : low + " to " + high) + ", with an error of at most " + margin + ", and is "
                + mean);
    }

    /** KL of the best independent normal: half of sum log P_ii - log det P, for a precision P. */
    private double meanFieldDivergence() {
        double[][] factor = Arrays.stream(precision).map(double[]::clone).toArray(double[][]::new);
        DenseCholesky.factor(factor);
        double sum = -DenseCholesky.logDeterminant(factor);
        for (int i = 0; i < n; i++) {
            sum += StrictMath.log(precision[i][i]);
        }
        return 0.5 * sum;
    }
}
