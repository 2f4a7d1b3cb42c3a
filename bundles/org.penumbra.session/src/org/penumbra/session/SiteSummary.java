package org.penumbra.session;

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
 */
public record SiteSummary(String name, double mean, double sd, double q5, double q50, double q95) {
}
