package org.penumbra.inference.ascent;

/** A function of n coordinates with its gradient; {@code target::logDensityAndGradient} is one. */
@FunctionalInterface
public interface Differentiable {

    /**
     * @param x n coordinates, not changed
     * @param gradient n numbers, overwritten
     * @return the value; not finite where the function is not defined
     */
    double valueAndGradient(double[] x, double[] gradient);
}
