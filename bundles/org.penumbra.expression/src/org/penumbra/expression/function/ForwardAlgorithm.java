package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.Kernels;

/**
 * The log of the sum over all paths of a Markov chain of the product of what their states and transitions weigh
 * (Rabiner 1989, section III.A), with its gradient, which is the expected number of uses of each weight.
 *
 * <p>Inputs: log weights of the transitions, [states, states] or [length - 1, states, states] with the earlier state
 * first, and log weights of the states, [length, states]. Messages are kept as logarithms; within a step they are
 * scaled by the largest, so that an exponential is taken for each state and not for each transition. Where that could
 * have underflown, the entry is summed on the log scale.
 *
 * @param length number of steps of the chain, at least 1
 * @param states number of states
 * @param homogeneous whether all transitions have the same weights
 */
public record ForwardAlgorithm(int length, int states, boolean homogeneous) implements ArrayFunction {

    /** Below this, terms of a scaled sum may have been lost. */
    private static final double SMALLEST_SUM = 1e-280;

    @Override
    public String name() {
        return "forward[" + length + ", " + states + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(transitions(), length * states);
    }

    private int transitions() {
        return (homogeneous ? 1 : length - 1) * states * states;
    }

    /** The result; messages, scaled messages and scaled sums of each step; transition probabilities. */
    @Override
    public int outputSize() {
        return 1 + 3 * length * states + transitions();
    }

    @Override
    public int workSize() {
        return 2 * states;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int message = outAt + 1;
        int scaled = message + length * states;
        int weights = scaled + 2 * length * states;
        for (int i = 0; i < transitions(); i++) {
            out[weights + i] = Kernels.exp(in[0][at[0] + i]);
        }
        System.arraycopy(in[1], at[1], out, message, states);
        for (int t = 1; t < length; t++) {
            step(t, in, at, out, outAt);
        }
        int last = (length - 1) * states;
        double largest = scale(out, message + last, scaled + last);
        double sum = 0;
        for (int k = 0; k < states; k++) {
            sum += out[scaled + last + k];
        }
        out[outAt] = Double.isInfinite(largest) ? largest : largest + Kernels.log(sum);
    }

    /** The message at t from the one before. */
    private void step(int t, double[][] in, int[] at, double[] out, int outAt) {
        int before = outAt + 1 + (t - 1) * states;
        int scaled = before + length * states;
        int sums = scaled + (length + 1) * states;
        int transition = homogeneous ? 0 : (t - 1) * states * states;
        int weights = outAt + 1 + 3 * length * states + transition;
        double largest = scale(out, before, scaled);
        for (int to = 0; to < states; to++) {
            double sum = 0;
            for (int from = 0; from < states; from++) {
                sum += out[scaled + from] * out[weights + from * states + to];
            }
            out[sums + to] = sum;
            double log = sum >= SMALLEST_SUM ? largest + Kernels.log(sum)
                    : exactly(out, before, in[0], at[0] + transition + to);
            out[before + states + to] = log + in[1][at[1] + t * states + to];
        }
    }

    /** Writes the exponentials of a message, divided by the largest of them; gives the log of that. */
    private double scale(double[] out, int message, int scaled) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < states; k++) {
            largest = Math.max(largest, out[message + k]);
        }
        for (int k = 0; k < states; k++) {
            out[scaled + k] = largest == Double.NEGATIVE_INFINITY ? 0 : Kernels.exp(out[message + k] - largest);
        }
        return largest;
    }

    private double exactly(double[] out, int before, double[] transitions, int to) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < states; from++) {
            largest = Math.max(largest, out[before + from] + transitions[to + from * states]);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int from = 0; from < states; from++) {
            sum += Kernels.exp(out[before + from] + transitions[to + from * states] - largest);
        }
        return largest + Kernels.log(sum);
    }

    /** The adjoint of a message is the posterior probability of its state; what is impossible gets none. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        int scaled = outAt + 1 + length * states;
        if (out[outAt] == Double.NEGATIVE_INFINITY) {
            return;
        }
        double sum = 0;
        for (int k = 0; k < states; k++) {
            sum += out[scaled + (length - 1) * states + k];
        }
        for (int k = 0; k < states; k++) {
            work[k] = outAdjoint[outAt] * out[scaled + (length - 1) * states + k] / sum;
        }
        for (int t = length - 1; t > 0; t--) {
            addStates(t, at, work, inAdjoint);
            back(t, in, at, out, outAt, inAdjoint, work);
            System.arraycopy(work, states, work, 0, states);
        }
        addStates(0, at, work, inAdjoint);
    }

    private void addStates(int t, int[] at, double[] adjoint, double[][] inAdjoint) {
        if (inAdjoint[1] != null) {
            for (int k = 0; k < states; k++) {
                inAdjoint[1][at[1] + t * states + k] += adjoint[k];
            }
        }
    }

    /** From the adjoint of the message at t, in the first half of the memory, to that of the one before. */
    private void back(int t, double[][] in, int[] at, double[] out, int outAt, double[][] inAdjoint, double[] work) {
        int scaled = outAt + 1 + length * states + (t - 1) * states;
        int sums = outAt + 1 + 2 * length * states + t * states;
        int transition = homogeneous ? 0 : (t - 1) * states * states;
        int weights = outAt + 1 + 3 * length * states + transition;
        for (int from = 0; from < states; from++) {
            work[states + from] = 0;
        }
        for (int to = 0; to < states; to++) {
            if (work[to] == 0) {
                continue;
            }
            boolean small = out[sums + to] < SMALLEST_SUM;
            double ratio = work[to] / out[sums + to];
            for (int from = 0; from < states; from++) {
                int entry = from * states + to;
                double share = small
                        ? work[to] * exactShare(t, from, to, in, at, out, outAt, in[0][at[0] + transition + entry])
                        : ratio * out[scaled + from] * out[weights + entry];
                work[states + from] += share;
                if (inAdjoint[0] != null) {
                    inAdjoint[0][at[0] + transition + entry] += share;
                }
            }
        }
    }

    /** The part of a message's entry that came over one transition. */
    private double exactShare(int t, int from, int to, double[][] in, int[] at, double[] out, int outAt,
            double transition) {
        double entry = out[outAt + 1 + t * states + to] - in[1][at[1] + t * states + to];
        return Kernels.exp(out[outAt + 1 + (t - 1) * states + from] + transition - entry);
    }
}
