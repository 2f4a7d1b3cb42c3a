package org.penumbra.guides;

/**
 * x = loc + D (I + U) noise with a diagonal D = exp(logScale) and a strictly lower triangular U: the Cholesky factor of
 * the covariance is L = D (I + U). Scaling whole rows keeps steps in U alike for coordinates on different scales.
 *
 * <p>Parameters: n locations, n log scales, then the n (n - 1) / 2 entries of U row by row.
 */
final class DenseNormal extends NormalGuide {

    /** (I + U) noise of the latest {@link #transform}. */
    private final double[] mixed;

    DenseNormal(double[] locations, double scale) {
        super(locations, scale, locations.length * (locations.length - 1) / 2);
        this.mixed = new double[dimension];
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double sum = noise[i];
            for (int j = 0; j < i; j++) {
                sum += parameters[entry++] * noise[j];
            }
            mixed[i] = sum;
            scales[i] = StrictMath.exp(parameters[dimension + i]);
            x[i] = parameters[i] + scales[i] * sum;
            logQ -= parameters[dimension + i] + 0.5 * noise[i] * noise[i];
        }
        return logQ;
    }

    /** The determinant of L is that of D, so the entropy pulls on the log scales alone, each by 1. */
    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double pull = weight * targetGradient[i];
            gradient[i] += pull;
            gradient[dimension + i] += pull * scales[i] * mixed[i] + weight;
            for (int j = 0; j < i; j++) {
                gradient[entry++] += pull * scales[i] * noise[j];
            }
        }
    }

    /** Solves for the noise by forward substitution. */
    @Override
    public double logDensity(double[] x) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        double[] noise = new double[dimension];
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double rest = (x[i] - parameters[i]) * StrictMath.exp(-parameters[dimension + i]);
            for (int j = 0; j < i; j++) {
                rest -= parameters[entry++] * noise[j];
            }
            noise[i] = rest;
            logQ -= parameters[dimension + i] + 0.5 * rest * rest;
        }
        return logQ;
    }
}
