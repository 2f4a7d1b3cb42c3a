package org.penumbra.flows;

import org.penumbra.math.RandomStream;

/**
 * One invertible, differentiable map of R^n onto itself. Its parameters are a stretch of an array that it shares with
 * the other layers; it allocates nothing after construction, and {@link #backward} uses what {@link #forward} left.
 */
interface Layer {

    /** Number of parameters, which stand from the offset that the layer was made with. */
    int parameterCount();

    /** Writes starting values that make it nearly the identity. */
    void initialise(double[] parameters, RandomStream random);

    /**
     * out = f(in).
     *
     * @return the log of the absolute determinant of the Jacobian
     */
    double forward(double[] parameters, double[] in, double[] out);

    /**
     * The adjoint of the latest {@link #forward}, with the same parameters and {@code in}; any number of times.
     *
     * @param outAdjoint derivative of some quantity by {@code out}
     * @param logDetAdjoint its derivative by the log determinant
     * @param inAdjoint its derivative by {@code in}, overwritten; another array than {@code outAdjoint}
     * @param gradient its derivatives by the parameters are added to it
     */
    void backward(double[] parameters, double[] in, double[] outAdjoint, double logDetAdjoint, double[] inAdjoint,
            double[] gradient);

    /** The {@code in} with f(in) = out, to about the precision of doubles. */
    void inverse(double[] parameters, double[] out, double[] in);
}
