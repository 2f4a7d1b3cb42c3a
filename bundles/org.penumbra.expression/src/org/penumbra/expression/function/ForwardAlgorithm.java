package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The log of the sum over all paths of a Markov chain of the product of what their states and transitions weigh
 * (Rabiner 1989, section III.A), with its gradient, which is the expected number of uses of each weight.
 *
 * <p>Inputs: log weights of the transitions, [states, states] or [length - 1, states, states] with the earlier state
 * first, and log weights of the states, [length, states]. Messages are products, scaled as {@link ScaledPaths} says;
 * where they could underflow, all is computed once more with logarithms.
 *
 * @param length number of steps of the chain, at least 1
 * @param states number of states
 * @param homogeneous whether all transitions have the same weights
 */
public record ForwardAlgorithm(int length, int states, boolean homogeneous) implements ArrayFunction {

    /** What says which messages were kept: those of {@link ScaledPaths} or of {@link LogPaths}. */
    private static final double SCALED = 1;
    private static final double LOGARITHMS = 0;

    @Override
    public String name() {
        return "forward[" + length + ", " + states + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(transitions(), length * states);
    }

    int transitions() {
        return (homogeneous ? 1 : length - 1) * states * states;
    }

    /** Where the weights start of the transition to the state at {@code t}, which counts from 0. */
    int transition(int t) {
        return homogeneous ? 0 : (t - 1) * states * states;
    }

    /** The result, how it was computed, and the messages. */
    @Override
    public int outputSize() {
        return 2 + Math.max(ScaledPaths.memory(this), LogPaths.memory(this));
    }

    @Override
    public int workSize() {
        return Math.max(2 * states, ScaledPaths.work(this));
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        boolean scaled = ScaledPaths.forward(this, in, at, out, outAt + 2);
        out[outAt] = scaled ? ScaledPaths.result(this, out, outAt + 2)
                : LogPaths.forward(this, in, at, out, outAt + 2);
        out[outAt + 1] = scaled ? SCALED : LOGARITHMS;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (out[outAt + 1] == SCALED) {
            ScaledPaths.backward(this, at, out, outAt + 2, outAdjoint[outAt], inAdjoint, work);
        } else {
            LogPaths.backward(this, in, at, out, outAt + 2, outAdjoint[outAt], inAdjoint, work);
        }
    }
}
