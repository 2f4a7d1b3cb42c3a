package org.penumbra.guides;

import org.penumbra.inference.Guide;

/** All mass at one point; the parameters are its coordinates. */
final class Point implements Guide {

    private final double[] parameters;

    Point(double[] start) {
        this.parameters = start.clone();
    }

    @Override
    public int dimension() {
        return parameters.length;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return 0;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        System.arraycopy(parameters, 0, x, 0, parameters.length);
        return 0;
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] += weight * targetGradient[i];
        }
    }

    @Override
    public double logDensity(double[] x) {
        return 0;
    }
}
