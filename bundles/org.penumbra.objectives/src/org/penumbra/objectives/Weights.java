package org.penumbra.objectives;

/** Importance weights from their logarithms. */
final class Weights {

    private Weights() {
    }

    /**
     * Self-normalised weights proportional to {@code exp(power * logWeight)}.
     *
     * @param weights overwritten; sum to 1 when the result is finite, else undefined
     * @return log mean exp(power * logWeight); NaN or infinite when the weights are not defined
     */
    static double normalise(double[] logWeight, double power, double[] weights) {
        double largest = largest(logWeight, power);
        if (!Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = StrictMath.exp(power * logWeight[k] - largest);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return largest + StrictMath.log(sum / weights.length);
    }

    /** NaN when one is NaN. */
    private static double largest(double[] logWeight, double power) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : logWeight) {
            largest = Math.max(largest, power * value);
        }
        return largest;
    }

    /**
     * Minus the divergence KL(p || q) of the normalised target from the guide, by self-normalised weights:
     * log mean(w) - sum of (weight log w). At most 0 for any draws, by Jensen's inequality.
     */
    static double minusForwardDivergence(double logMean, double[] logWeight, double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            // A weight of 0 has log w = -infinity, and w log w tends to 0.
            sum += weights[k] > 0 ? weights[k] * logWeight[k] : 0;
        }
        return logMean - sum;
    }
}
