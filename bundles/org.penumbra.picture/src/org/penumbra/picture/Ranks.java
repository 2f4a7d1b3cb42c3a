package org.penumbra.picture;

/**
 * Where the true values of one number lie in posteriors of data that were drawn with them, as simulation-based
 * calibration finds them.
 *
 * @param name of the number, such as {@code theta[3]}
 * @param positions one for each replication, in [0, 1]: the posterior probability below the true value; not to be
 *        changed
 */
public record Ranks(String name, double[] positions) {
}
