package org.penumbra.guides;

import java.util.Arrays;
import org.penumbra.inference.Guide;

/** What normal guides share: n locations and n log scales in front of their parameters, one standard normal each. */
abstract class NormalGuide implements Guide {

    static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    final int dimension;
    final double[] parameters;
    /** Of the latest {@link #transform}, which {@link #accumulateGradient} follows. */
    final double[] scales;

    NormalGuide(double[] locations, double scale, int furtherParameters) {
        this.dimension = locations.length;
        this.parameters = Arrays.copyOf(locations, 2 * dimension + furtherParameters);
        this.scales = new double[dimension];
        Arrays.fill(parameters, dimension, 2 * dimension, StrictMath.log(scale));
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
    public final int noiseSize() {
        return dimension;
    }
}
