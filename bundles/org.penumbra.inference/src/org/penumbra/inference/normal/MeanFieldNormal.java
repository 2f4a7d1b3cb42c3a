package org.penumbra.inference.normal;

import org.penumbra.inference.FactoredGuide;

/**
 * x_i = loc_i + exp(logScale_i) * noise_i. The parameters are the n locations, then the n log scales: with log
 * scales the entropy is linear in the parameters and no logarithm is taken on the way.
 */
public final class MeanFieldNormal extends NormalGuide implements FactoredGuide {

    private static final int[] NONE = {};

    /**
     * @param locations n means
     * @param scales n standard deviations, positive
     */
    public MeanFieldNormal(double[] locations, double[] scales) {
        super(locations, scales, 0);
    }

    @Override
    public int coordinateOf(int parameter) {
        return parameter % dimension;
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

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            gradient[i] += v[i];
            gradient[dimension + i] += v[i] * scales[i] * noise[i];
        }
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        for (int i = 0; i < dimension; i++) {
            double logScale = parameters[dimension + i];
            double precision = StrictMath.exp(-logScale);
            double standardised = (x[i] - parameters[i]) * precision;
            logQ -= logScale + 0.5 * standardised * standardised;
            gradient[i] = -standardised * precision;
        }
        return logQ;
    }

    /** As many as coordinates, which are independent of each other. */
    @Override
    public int parts() {
        return dimension;
    }

    @Override
    public int[] drawn(int part) {
        return new int[] {part};
    }

    @Override
    public int[] given(int part) {
        return NONE;
    }

    @Override
    public void logDensities(double[] x, double[] values) {
        for (int i = 0; i < dimension; i++) {
            double logScale = parameters[dimension + i];
            double standardised = (x[i] - parameters[i]) * StrictMath.exp(-logScale);
            values[i] = -HALF_LOG_TWO_PI - logScale - 0.5 * standardised * standardised;
        }
    }

    @Override
    public void accumulateScores(double[] x, double[] weights, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            double precision = StrictMath.exp(-parameters[dimension + i]);
            double standardised = (x[i] - parameters[i]) * precision;
            gradient[i] += weights[i] * standardised * precision;
            gradient[dimension + i] += weights[i] * (standardised * standardised - 1);
        }
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        for (int i = 0; i < dimension; i++) {
            double logScale = parameters[dimension + i];
            double precision = StrictMath.exp(-logScale);
            double standardised = (x[i] - parameters[i]) * precision;
            logQ -= logScale + 0.5 * standardised * standardised;
            gradient[i] += weight * standardised * precision;
            gradient[dimension + i] += weight * (standardised * standardised - 1);
        }
        return logQ;
    }
}
