package org.penumbra.inference;

/**
 * An ended run of the same model text by the same algorithm, that another one begins with.
 *
 * @param state its {@link FitResult#state()}; options, seed and data of the two may differ
 * @param sameData whether the data are the same, bit by bit
 */
public record EarlierRun(double[] state, boolean sameData) {
}
