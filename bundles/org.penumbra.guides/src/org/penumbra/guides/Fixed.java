package org.penumbra.guides;

import org.penumbra.inference.DifferentiableGuide;

/** A distribution as it is, without parameters to change. */
final class Fixed implements DifferentiableGuide {

    private static final double[] NONE = {};

    private final DifferentiableGuide distribution;

    Fixed(DifferentiableGuide distribution) {
        this.distribution = distribution;
    }

    @Override
    public int dimension() {
        return distribution.dimension();
    }

    @Override
    public double[] parameters() {
        return NONE;
    }

    @Override
    public int noiseSize() {
        return distribution.noiseSize();
    }

    @Override
    public double transform(double[] noise, double[] x) {
        return distribution.transform(noise, x);
    }

    /** There is nothing to add to. */
    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
    }

    /** There is nothing to add to. */
    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
    }

    @Override
    public double logDensity(double[] x) {
        return distribution.logDensity(x);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        return distribution.logDensityAndGradient(x, gradient);
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        return distribution.logDensity(x);
    }
}
