package org.penumbra.plots;

/**
 * How far halves of chains are from each other: the between-variance over the within-variance of their means (Gelman
 * and Rubin 1992), enough to sort by. What is said of a value is the rank-normalised R-hat of
 * {@link org.penumbra.math.chains.ChainSample}, which takes a sort and a transform for each.
 */
final class Disagreement {

    private Disagreement() {
    }

    /** Not negative; NaN where nothing varies. */
    static double of(double[] values, int chains) {
        int half = values.length / chains / 2;
        int length = values.length / chains;
        double[] means = new double[2 * chains];
        double within = 0;
        for (int part = 0; part < means.length; part++) {
            int from = part / 2 * length + part % 2 * (length - half);
            double mean = 0;
            for (int i = from; i < from + half; i++) {
                mean += values[i] / half;
            }
            for (int i = from; i < from + half; i++) {
                within += (values[i] - mean) * (values[i] - mean);
            }
            means[part] = mean;
        }
        double all = 0;
        for (double mean : means) {
            all += mean / means.length;
        }
        double between = 0;
        for (double mean : means) {
            between += half * (mean - all) * (mean - all);
        }
        return between / within;
    }
}
