package org.penumbra.objectives;

import org.penumbra.inference.Guide;

/** A point. */
record PointGuide(double... parameters) implements Guide {

    @Override
    public int dimension() {
        return parameters.length;
    }

    @Override
    public int noiseSize() {
        return 0;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        System.arraycopy(parameters, 0, x, 0, x.length);
        return 0;
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += weight * targetGradient[i];
        }
    }

    @Override
    public double logDensity(double[] x) {
        return 0;
    }
}
