package org.penumbra.session;

import org.penumbra.math.chains.ChainSample;

/**
 * The posterior of one number, on the scale of the model. All NaN when there are no draws, or when a draw is not a
 * number; a point estimate has neither spread nor tails: {@code sd}, {@code q5} and {@code q95} are NaN.
 *
 * @param name as in {@code theta[3]}
 * @param mean of the draws, importance-weighted where k-hat allows, like all that follows
 * @param sd standard deviation of the draws
 * @param q5 5 % quantile (type 7 of Hyndman and Fan 1996)
 * @param q50 median
 * @param q95 95 % quantile
 * @param mcse Monte Carlo standard error of the mean; NaN, like all that follows, for draws that are not of chains
 * @param essBulk effective size in the bulk
 * @param essTail effective size in the tails
 * @param rHat rank-normalised split R-hat
 */
public record SiteSummary(String name, double mean, double sd, double q5, double q50, double q95, double mcse,
        double essBulk, double essTail, double rHat) {

    /** Of draws that are not of chains. */
    public SiteSummary(String name, double mean, double sd, double q5, double q50, double q95) {
        this(name, mean, sd, q5, q50, q95, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** The same with what chains tell besides. */
    SiteSummary with(ChainSample sample) {
        return new SiteSummary(name, mean, sd, q5, q50, q95, sample.mcseMean(), sample.essBulk(), sample.essTail(),
                sample.rHat());
    }

    /** Whether it tells how chains mixed. */
    public boolean isOfChains() {
        return !Double.isNaN(rHat) || !Double.isNaN(essBulk) || !Double.isNaN(essTail) || !Double.isNaN(mcse);
    }
}
