package org.penumbra.inference.normal;

import java.util.Arrays;
import org.penumbra.inference.DifferentiableGuide;

/** What normal guides share: n locations and n log scales in front of their parameters. */
public abstract class NormalGuide implements DifferentiableGuide {

    static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    final int dimension;
    final double[] parameters;
    /** Of the latest {@link #transform}, which {@link #accumulateGradient} follows. */
    final double[] scales;

    NormalGuide(double[] locations, double[] scales, int furtherParameters) {
        if (locations.length != scales.length) {
            throw new IllegalArgumentException(locations.length + " scales are expected, found " + scales.length);
        }
        this.dimension = locations.length;
        this.parameters = Arrays.copyOf(locations, 2 * dimension + furtherParameters);
        this.scales = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            parameters[dimension + i] = StrictMath.log(scales[i]);
        }
    }

    @Override
    public final int dimension() {
        return dimension;
    }

    @Override
    public final double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return dimension;
    }

    /** The determinant is the product of the scales: n (1 + log 2 pi) / 2 + sum of the log scales. */
    @Override
    public final double entropy() {
        double entropy = dimension * (0.5 + HALF_LOG_TWO_PI);
        for (int i = 0; i < dimension; i++) {
            entropy += parameters[dimension + i];
        }
        return entropy;
    }
}
