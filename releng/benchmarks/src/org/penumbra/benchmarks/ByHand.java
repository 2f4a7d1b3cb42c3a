package org.penumbra.benchmarks;

/** Log density and gradient as a person would write them in Java, on the free coordinates of the compiled model. */
interface ByHand {

    /**
     * @param x free coordinates
     * @param gradient as many numbers, overwritten
     * @return the log density, Jacobian included, up to a constant
     */
    double logDensityAndGradient(double[] x, double[] gradient);
}
