package org.penumbra.guides;

import java.util.Arrays;
import org.penumbra.inference.Guide;

/**
 * x_i = loc_i + exp(logScale_i) * noise_i. The parameters are the n locations, then the n log scales: with log
 * scales the entropy is linear in the parameters and no logarithm is taken on the way.
 */
final class MeanFieldNormal implements Guide {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    private final int dimension;
    private final double[] parameters;
    /** Of the latest {@link #transform}, which {@link #accumulateGradient} follows. */
    private final double[] scales;

    MeanFieldNormal(double[] locations, double scale) {
        this.dimension = locations.length;
        this.parameters = Arrays.copyOf(locations, 2 * dimension);
        this.scales = new double[dimension];
        Arrays.fill(parameters, dimension, 2 * dimension, StrictMath.log(scale));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return dimension;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        for (int i = 0; i < dimension; i++) {
            double logScale = parameters[dimension + i];
            scales[i] = StrictMath.exp(logScale);
            x[i] = parameters[i] + scales[i] * noise[i];
            logQ -= logScale + 0.5 * noise[i] * noise[i];
        }
        return logQ;
    }

    /** log q at its own draw is -sum(logScale) plus terms of the noise alone, which pulls on each log scale by 1. */
    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            gradient[i] += weight * targetGradient[i];
            gradient[dimension + i] += weight * (targetGradient[i] * scales[i] * noise[i] + 1);
        }
    }

    @Override
    public double logDensity(double[] x) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        for (int i = 0; i < dimension; i++) {
            double logScale = parameters[dimension + i];
            double standardised = (x[i] - parameters[i]) * StrictMath.exp(-logScale);
            logQ -= logScale + 0.5 * standardised * standardised;
        }
        return logQ;
    }
}
