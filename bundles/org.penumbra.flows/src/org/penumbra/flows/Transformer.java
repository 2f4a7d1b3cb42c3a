package org.penumbra.flows;

/**
 * An increasing map of the line, of which each coordinate gets parameters of its own from the conditioner. All zero
 * parameters make the identity. Leaves its second result in a field, so that nothing is allocated.
 */
abstract class Transformer {

    /** The log of the slope, of the latest {@link #forward}. */
    double logSlope;
    /** Adjoint by what went in, of the latest {@link #backward}. */
    double inAdjoint;

    /** How many parameters it takes. */
    abstract int size();

    /** @param h parameters, from position {@code at} */
    abstract double forward(double z, double[] h, int at);

    /** @param hAdjoint adjoints by the parameters, overwritten from {@code at} */
    abstract void backward(double z, double[] h, int at, double outAdjoint, double logSlopeAdjoint, double[] hAdjoint);

    abstract double inverse(double y, double[] h, int at);
}
