package org.penumbra.plots;

import java.util.Optional;

/** Mean and standard deviation of weighted draws; NaN when one is not finite. */
record Moments(double mean, double sd) {

    static Moments of(double[] values, Optional<double[]> weights) {
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += weight(weights, i, values.length) * values[i];
        }
        double variance = 0;
        for (int i = 0; i < values.length; i++) {
            variance += weight(weights, i, values.length) * (values[i] - mean) * (values[i] - mean);
        }
        return new Moments(mean, Math.sqrt(variance));
    }

    private static double weight(Optional<double[]> weights, int draw, int count) {
        return weights.isPresent() ? weights.get()[draw] : 1.0 / count;
    }
}
