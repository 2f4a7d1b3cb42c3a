package org.penumbra.layers;

import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;

/**
 * The activation of a result in place, for one thread. Its arguments are kept behind the result where the derivative
 * takes them.
 */
final class Activating {

    private final Activation activation;
    private final ActivationLoop loop;
    private final int size;

    /** @param size of the result */
    Activating(Activation activation, int size, InnerLoops loops) {
        this.activation = activation;
        this.loop = loops.activation(activation);
        this.size = size;
    }

    /** Number of elements of the result and of what is kept behind it. */
    static int outputSize(Activation activation, int size) {
        return activation.needsArgument() ? Math.multiplyExact(2, size) : size;
    }

    /** Replaces the arguments from {@code at} by their activations. */
    void apply(double[] out, int at) {
        int arguments = at;
        if (activation.needsArgument()) {
            arguments = at + size;
            System.arraycopy(out, at, out, arguments, size);
        }
        if (activation != Activation.IDENTITY) {
            loop.values(out, arguments, out, at, size);
        }
    }

    /** Replaces the adjoints of the activations from {@code at} by those of the arguments. */
    void goBack(double[] out, int at, double[] adjoint) {
        if (activation != Activation.IDENTITY) {
            loop.timesSlopes(out, activation.needsArgument() ? at + size : at, out, at, adjoint, at, size);
        }
    }
}
