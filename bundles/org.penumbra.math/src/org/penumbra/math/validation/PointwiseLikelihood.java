package org.penumbra.math.validation;

import java.util.Arrays;
import org.penumbra.math.Psis;
import org.penumbra.math.Statistics;
import org.penumbra.math.chains.ChainSample;

/**
 * Log likelihoods of observations at draws from a posterior, and what follows for prediction (Vehtari, Gelman and Gabry
 * 2017, "Practical Bayesian model evaluation using leave-one-out cross-validation and WAIC").
 */
public final class PointwiseLikelihood {

    private final double[][] logLikelihood;
    private final double[] logWeights;
    private final int chains;

    /**
     * @param logLikelihood {@code [observation][draw]}; not copied
     * @param logWeights of the draws, normalised
     * @param chains that the draws come from, one after the other; 1 for independent draws
     */
    public PointwiseLikelihood(double[][] logLikelihood, double[] logWeights, int chains) {
        this.logLikelihood = logLikelihood;
        this.logWeights = logWeights;
        this.chains = chains;
    }

    /** The log density of each observation, averaged over the draws: of data that the draws have not seen. */
    public Predictive heldOut() {
        return new Predictive(Arrays.stream(logLikelihood).mapToDouble(one -> logMean(one, logWeights)).toArray());
    }

    /** log sum exp(values + log weights). */
    private static double logMean(double[] values, double[] logWeights) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, values[i] + logWeights[i]);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += StrictMath.exp(values[i] + logWeights[i] - largest);
        }
        return largest + StrictMath.log(sum);
    }

    /**
     * Leave-one-out cross-validation.
     *
     * @param elpd expected log predictive density of each observation given the others
     * @param effectiveParameters by how much it is below the density of data that were seen
     * @param shapes k-hat of each observation: from 0.7 on its density is not to be relied upon
     * @param probabilities normalised log weights {@code [observation][draw]} of the posterior without the observation
     */
    public record LeaveOneOut(Predictive elpd, double effectiveParameters, double[] shapes,
            double[][] probabilities) {

        /** How many observations have a k-hat of 0.7 or more, or none at all. */
        public long unreliable() {
            return Arrays.stream(shapes).filter(k -> !(k < 0.7)).count();
        }
    }

    /** By Pareto-smoothed importance sampling. */
    public LeaveOneOut leaveOneOut() {
        int n = logLikelihood.length;
        double[] elpd = new double[n];
        double[] shapes = new double[n];
        double[][] weights = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] own = logLikelihood[i];
            double[] ratios = new double[own.length];
            Arrays.setAll(ratios, s -> logWeights[s] - own[s]);
            Psis psis = Psis.smooth(ratios, efficiency(own));
            shapes[i] = psis.kHat();
            weights[i] = psis.logWeights();
            elpd[i] = logMean(own, psis.logWeights());
        }
        Predictive left = new Predictive(elpd);
        return new LeaveOneOut(left, heldOut().total() - left.total(), shapes, weights);
    }

    /** What a draw is worth for the mean likelihood of an observation, as R's loo has it: 1 for independent draws. */
    private double efficiency(double[] own) {
        if (chains == 1) {
            return 1;
        }
        double worth = ChainSample.of(Arrays.stream(own).map(StrictMath::exp).toArray(), chains).essMean();
        return Double.isNaN(worth) ? 1 : worth / own.length;
    }

    /**
     * The widely applicable information criterion (Watanabe 2010) on the scale of log densities.
     *
     * @param elpd of each observation
     * @param effectiveParameters the sum of the variances of the log likelihoods
     * @param unreliable observations whose variance exceeds 0.4, for which cross-validation is the better estimate
     */
    public record Waic(Predictive elpd, double effectiveParameters, long unreliable) {
    }

    public Waic waic() {
        double[] seen = heldOut().pointwise();
        double[] variances = Arrays.stream(logLikelihood).mapToDouble(this::variance).toArray();
        double[] elpd = new double[seen.length];
        Arrays.setAll(elpd, i -> seen[i] - variances[i]);
        return new Waic(new Predictive(elpd), Arrays.stream(variances).sum(),
                Arrays.stream(variances).filter(v -> v > 0.4).count());
    }

    private double variance(double[] values) {
        if (chains > 1) {
            return Statistics.variance(values);
        }
        double mean = 0;
        double squares = 0;
        for (int s = 0; s < values.length; s++) {
            double weight = StrictMath.exp(logWeights[s]);
            mean += weight * values[s];
            squares += weight * weight;
        }
        double sum = 0;
        for (int s = 0; s < values.length; s++) {
            sum += StrictMath.exp(logWeights[s]) * (values[s] - mean) * (values[s] - mean);
        }
        return sum / (1 - squares);
    }
}
