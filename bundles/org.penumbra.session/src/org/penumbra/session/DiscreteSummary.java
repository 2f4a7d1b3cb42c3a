package org.penumbra.session;

import java.util.Arrays;

/**
 * The posterior of one element of a discrete site that was summed out: the mean, over draws of the other sites, of its
 * exact probabilities given them.
 *
 * @param name as in {@code z[3]}
 * @param low the smallest value
 * @param probabilities of {@code low}, {@code low + 1} and so on; all NaN when there are no draws
 */
public record DiscreteSummary(String name, int low, double[] probabilities) {

    public DiscreteSummary {
        probabilities = probabilities.clone();
    }

    @Override
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** Whether there are draws, at all of which the density is defined. */
    public boolean isKnown() {
        return !Double.isNaN(mean());
    }

    /** The posterior mean. */
    public double mean() {
        double mean = 0;
        for (int k = 0; k < probabilities.length; k++) {
            mean += (low + k) * probabilities[k];
        }
        return mean;
    }

    /** The posterior standard deviation. */
    public double sd() {
        double mean = mean();
        double variance = 0;
        for (int k = 0; k < probabilities.length; k++) {
            variance += (low + k - mean) * (low + k - mean) * probabilities[k];
        }
        return Math.sqrt(variance);
    }

    /** The most probable value, the smallest one of several; without meaning where nothing is known. */
    public int mode() {
        int mode = 0;
        for (int k = 1; k < probabilities.length; k++) {
            mode = probabilities[k] > probabilities[mode] ? k : mode;
        }
        return low + mode;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiscreteSummary that && name.equals(that.name) && low == that.low
                && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(probabilities);
    }
}
