package org.penumbra.inference.auto;

import org.penumbra.inference.Guide;
import org.penumbra.math.AffineMap;

/** A guide that was fitted in the coordinates u of an {@link AffineMap}, seen in x. */
final class AffineGuide implements Guide {

    private final Guide guide;
    private final AffineMap affine;
    private final double[] u;
    private final double[] slope;

    AffineGuide(Guide guide, AffineMap affine) {
        this.guide = guide;
        this.affine = affine;
        this.u = new double[guide.dimension()];
        this.slope = new double[guide.dimension()];
    }

    @Override
    public int dimension() {
        return guide.dimension();
    }

    @Override
    public double[] parameters() {
        return guide.parameters();
    }

    @Override
    public int noiseSize() {
        return guide.noiseSize();
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logQ = guide.transform(noise, u);
        affine.toPoint(u, x);
        return guide.isDistribution() ? logQ - affine.logDeterminant() : logQ;
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        affine.pullBack(targetGradient, slope);
        guide.accumulateGradient(noise, slope, weight, gradient);
    }

    @Override
    public double logDensity(double[] x) {
        affine.fromPoint(x, u);
        double logQ = guide.logDensity(u);
        return guide.isDistribution() ? logQ - affine.logDeterminant() : logQ;
    }

    @Override
    public boolean isDistribution() {
        return guide.isDistribution();
    }
}
