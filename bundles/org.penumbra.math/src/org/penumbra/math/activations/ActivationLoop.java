package org.penumbra.math.activations;

/** An activation of many numbers, and its derivatives. Whatever computes them, the bits are the same. */
public interface ActivationLoop {

    /**
     * y = f(x) for each number; x and y may be the same numbers.
     *
     * @param xAt where the arguments start
     * @param yAt where the values start
     * @param count how many
     */
    void values(double[] x, int xAt, double[] y, int yAt, int count);

    /**
     * Multiplies adjoints of y by f'(x), which makes them those of x.
     *
     * @param x the arguments; not read unless {@link Activation#needsArgument}
     * @param y the values
     * @param adjoint what to multiply
     */
    void timesSlopes(double[] x, int xAt, double[] y, int yAt, double[] adjoint, int adjointAt, int count);
}
