package org.penumbra.objectives;

import org.penumbra.inference.Guide;
import org.penumbra.inference.normal.MeanFieldNormal;

/** A normal that gives the gradient of the ELBO and no other derivative. */
record PlainGuide(MeanFieldNormal normal) implements Guide {

    @Override
    public int dimension() {
        return normal.dimension();
    }

    @Override
    public double[] parameters() {
        return normal.parameters();
    }

    @Override
    public int noiseSize() {
        return normal.noiseSize();
    }

    @Override
    public double transform(double[] noise, double[] x) {
        return normal.transform(noise, x);
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        normal.accumulateGradient(noise, targetGradient, weight, gradient);
    }

    @Override
    public double logDensity(double[] x) {
        return normal.logDensity(x);
    }
}
