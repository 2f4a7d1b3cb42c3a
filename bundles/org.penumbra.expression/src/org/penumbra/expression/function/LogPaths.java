package org.penumbra.expression.function;

import org.penumbra.math.Kernels;

/**
 * The {@link ForwardAlgorithm} with messages that are kept as logarithms, for weights of any size. Within a step they
 * are scaled by the largest, so that an exponential is taken for each state and not for each transition; where that
 * could have underflown, the entry is summed on the log scale.
 */
final class LogPaths {

    /** Below this, terms of a scaled sum may have been lost. */
    private static final double SMALLEST_SUM = 1e-280;

    private LogPaths() {
    }

    /** Messages, scaled messages and scaled sums of each step; transition probabilities. */
    static int memory(ForwardAlgorithm chain) {
        return 3 * chain.length() * chain.states() + chain.transitions();
    }

    /** Gives the log of the sum. */
    static double forward(ForwardAlgorithm chain, double[][] in, int[] at, double[] memory, int start) {
        int states = chain.states();
        int scaled = start + chain.length() * states;
        int weights = scaled + 2 * chain.length() * states;
        for (int i = 0; i < chain.transitions(); i++) {
            memory[weights + i] = Kernels.exp(in[0][at[0] + i]);
        }
        System.arraycopy(in[1], at[1], memory, start, states);
        for (int t = 1; t < chain.length(); t++) {
            step(chain, t, in, at, memory, start);
        }
        int last = (chain.length() - 1) * states;
        double largest = scale(states, memory, start + last, scaled + last);
        double sum = 0;
        for (int k = 0; k < states; k++) {
            sum += memory[scaled + last + k];
        }
        return Double.isInfinite(largest) ? largest : largest + Kernels.log(sum);
    }

    /** The message at t from the one before. */
    private static void step(ForwardAlgorithm chain, int t, double[][] in, int[] at, double[] memory, int start) {
        int states = chain.states();
        int before = start + (t - 1) * states;
        int scaled = before + chain.length() * states;
        int sums = scaled + (chain.length() + 1) * states;
        int weights = start + 3 * chain.length() * states + chain.transition(t);
        double largest = scale(states, memory, before, scaled);
        for (int to = 0; to < states; to++) {
            double sum = 0;
            for (int from = 0; from < states; from++) {
                sum += memory[scaled + from] * memory[weights + from * states + to];
            }
            memory[sums + to] = sum;
            double log = sum >= SMALLEST_SUM ? largest + Kernels.log(sum)
                    : exactly(states, memory, before, in[0], at[0] + chain.transition(t) + to);
            memory[before + states + to] = log + in[1][at[1] + t * states + to];
        }
    }

    /** Writes the exponentials of a message, divided by the largest of them; gives the log of that. */
    private static double scale(int states, double[] memory, int message, int scaled) {
        double largest = LogSumExp.largest(memory, message, states);
        for (int k = 0; k < states; k++) {
            memory[scaled + k] = largest == Double.NEGATIVE_INFINITY ? 0 : Kernels.exp(memory[message + k] - largest);
        }
        return largest;
    }

    private static double exactly(int states, double[] memory, int before, double[] transitions, int to) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < states; from++) {
            largest = Math.max(largest, memory[before + from] + transitions[to + from * states]);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int from = 0; from < states; from++) {
            sum += Kernels.exp(memory[before + from] + transitions[to + from * states] - largest);
        }
        return largest + Kernels.log(sum);
    }

    /**
     * The adjoint of a message is the posterior probability of its state; what is impossible gets none.
     *
     * @param adjoint of the result
     * @param work twice as many numbers as there are states
     */
    static void backward(ForwardAlgorithm chain, double[][] in, int[] at, double[] memory, int start, double adjoint,
            double[][] inAdjoint, double[] work) {
        int states = chain.states();
        int last = start + (2 * chain.length() - 1) * states;
        double sum = 0;
        for (int k = 0; k < states; k++) {
            sum += memory[last + k];
        }
        for (int k = 0; sum != 0 && k < states; k++) {
            work[k] = adjoint * memory[last + k] / sum;
        }
        for (int t = chain.length() - 1; sum != 0 && t >= 0; t--) {
            for (int k = 0; inAdjoint[1] != null && k < states; k++) {
                inAdjoint[1][at[1] + t * states + k] += work[k];
            }
            if (t > 0) {
                back(chain, t, in, at, memory, start, inAdjoint, work);
                System.arraycopy(work, states, work, 0, states);
            }
        }
    }

    /** From the adjoint of the message at t, in the first half of the memory, to that of the one before. */
    private static void back(ForwardAlgorithm chain, int t, double[][] in, int[] at, double[] memory, int start,
            double[][] inAdjoint, double[] work) {
        int states = chain.states();
        int scaled = start + (chain.length() + t - 1) * states;
        int sums = start + (2 * chain.length() + t) * states;
        int weights = start + 3 * chain.length() * states + chain.transition(t);
        for (int from = 0; from < states; from++) {
            work[states + from] = 0;
        }
        for (int to = 0; to < states; to++) {
            boolean small = memory[sums + to] < SMALLEST_SUM;
            double ratio = work[to] / memory[sums + to];
            for (int from = 0; work[to] != 0 && from < states; from++) {
                int entry = chain.transition(t) + from * states + to;
                double share = small ? work[to] * exactShare(states, t, from, to, in, at, memory, start,
                        in[0][at[0] + entry]) : ratio * memory[scaled + from] * memory[weights + from * states + to];
                work[states + from] += share;
                if (inAdjoint[0] != null) {
                    inAdjoint[0][at[0] + entry] += share;
                }
            }
        }
    }

    /** The part of a message's entry that came over one transition. */
    private static double exactShare(int states, int t, int from, int to, double[][] in, int[] at, double[] memory,
            int start, double transition) {
        double entry = memory[start + t * states + to] - in[1][at[1] + t * states + to];
        return Kernels.exp(memory[start + (t - 1) * states + from] + transition - entry);
    }
}
