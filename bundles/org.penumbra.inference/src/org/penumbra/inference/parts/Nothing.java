package org.penumbra.inference.parts;

import org.penumbra.inference.Guide;

/** The guide of no coordinates. */
final class Nothing implements Guide {

    private static final double[] NONE = {};

    @Override
    public int dimension() {
        return 0;
    }

    @Override
    public double[] parameters() {
        return NONE;
    }

    @Override
    public int noiseSize() {
        return 0;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        return 0;
    }

    /** There is nothing to add to. */
    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
    }

    @Override
    public double logDensity(double[] x) {
        return 0;
    }
}
