package org.penumbra.math.validation;

import java.util.Arrays;
import org.penumbra.math.Statistics;

/**
 * An expected log predictive density, observation by observation.
 *
 * @param pointwise one log predictive density for each observation
 */
public record Predictive(double[] pointwise) {

    /** The sum. */
    public double total() {
        return Arrays.stream(pointwise).sum();
    }

    /** Standard error of the sum over observations that are like these; NaN for fewer than two. */
    public double standardError() {
        return pointwise.length < 2 ? Double.NaN
                : Math.sqrt(pointwise.length * Statistics.variance(pointwise));
    }

    /**
     * This minus another, for the same observations; its standard error is that of the difference (Vehtari, Gelman and
     * Gabry 2017, equation 24).
     *
     * @throws IllegalArgumentException for another number of observations
     */
    public Predictive minus(Predictive other) {
        if (other.pointwise.length != pointwise.length) {
            throw new IllegalArgumentException(pointwise.length + " and " + other.pointwise.length + " observations");
        }
        double[] difference = pointwise.clone();
        Arrays.setAll(difference, i -> pointwise[i] - other.pointwise[i]);
        return new Predictive(difference);
    }
}
