package org.penumbra.expression.function;

import java.util.Arrays;
import org.penumbra.math.Kernels;

/**
 * The {@link ForwardAlgorithm} without logarithms: messages are products of weights. Those of the states at one time
 * are divided by the largest of them, and a message by a power of two when it leaves the middle of the range, so that
 * scaling costs no accuracy (Rabiner 1989, section V.A, scales to a sum of one). The way back sums what can follow,
 * with the same scales: a message times that is a posterior probability, and nothing needs to be divided.
 *
 * <p>Whatever is neither impossible nor within {@link #SMALLEST} of the largest makes the caller use {@link LogPaths}:
 * a product of three such numbers does not underflow, and no product on the way back overflows.
 *
 * <p>Memory: weights of the transitions, with the later state first; weights of the states; messages; what each
 * message was multiplied by; and the log of all that was taken out.
 */
final class ScaledPaths {

    static final double SMALLEST = 1e-100;
    private static final double LARGEST = 1e100;

    /** Messages stay as they are while the largest entry is between these. */
    static final double LOW = 0x1p-64;
    static final double HIGH = 0x1p64;
    private static final double LN_2 = 0x1.62e42fefa39efp-1;

    private ScaledPaths() {
    }

    static int memory(ForwardAlgorithm chain) {
        return chain.transitions() + (2 * chain.states() + 1) * chain.length() + 1;
    }

    /** What follows a state, twice, and the expected transitions. */
    static int work(ForwardAlgorithm chain) {
        return (2 + chain.states()) * chain.states();
    }

    private static int states(ForwardAlgorithm chain, int start) {
        return start + chain.transitions();
    }

    private static int messages(ForwardAlgorithm chain, int start) {
        return states(chain, start) + chain.length() * chain.states();
    }

    private static int scales(ForwardAlgorithm chain, int start) {
        return messages(chain, start) + chain.length() * chain.states();
    }

    private static int takenOut(ForwardAlgorithm chain, int start) {
        return scales(chain, start) + chain.length();
    }

    /** Computes the messages; false where something may have been lost. */
    static boolean forward(ForwardAlgorithm chain, double[][] in, int[] at, double[] memory, int start) {
        boolean kept = transitions(chain, in[0], at[0], memory, start)
                && (chain.states() == 2 ? TwoStates.weights(chain.length(), in[1], at[1], memory, states(chain, start),
                        takenOut(chain, start)) : weights(chain, in[1], at[1], memory, start));
        if (kept) {
            System.arraycopy(memory, states(chain, start), memory, messages(chain, start), chain.states());
            memory[scales(chain, start)] = 1;
        }
        return kept && (isTwo(chain) ? TwoStates.forward(chain.length(), memory, start) : many(chain, memory, start));
    }

    private static boolean isTwo(ForwardAlgorithm chain) {
        return chain.states() == 2 && chain.homogeneous();
    }

    private static boolean transitions(ForwardAlgorithm chain, double[] in, int at, double[] memory, int start) {
        int states = chain.states();
        boolean kept = true;
        for (int block = 0; block < chain.transitions(); block += states * states) {
            for (int from = 0; from < states; from++) {
                for (int to = 0; to < states; to++) {
                    double log = in[at + block + from * states + to];
                    double weight = Kernels.exp(log);
                    memory[start + block + to * states + from] = weight;
                    kept &= weight >= SMALLEST & weight <= LARGEST | log == Double.NEGATIVE_INFINITY;
                }
            }
        }
        return kept;
    }

    private static boolean weights(ForwardAlgorithm chain, double[] in, int at, double[] memory, int start) {
        int states = chain.states();
        int weights = states(chain, start);
        boolean kept = true;
        double takenOut = 0;
        for (int row = 0; row < chain.length() * states; row += states) {
            double largest = LogSumExp.largest(in, at + row, states);
            for (int k = 0; k < states; k++) {
                double log = in[at + row + k];
                double weight = log == largest ? 1 : Kernels.exp(log - largest);
                memory[weights + row + k] = weight;
                kept &= weight >= SMALLEST | log == Double.NEGATIVE_INFINITY;
            }
            takenOut += largest;
        }
        memory[takenOut(chain, start)] = takenOut;
        return kept & Math.abs(takenOut) <= Double.MAX_VALUE;
    }

    private static boolean many(ForwardAlgorithm chain, double[] memory, int start) {
        int states = chain.states();
        for (int t = 1; t < chain.length(); t++) {
            int message = messages(chain, start) + t * states;
            int weights = start + chain.transition(t);
            double largest = 0;
            for (int to = 0; to < states; to++) {
                double sum = 0;
                for (int from = 0; from < states; from++) {
                    sum += memory[message - states + from] * memory[weights + to * states + from];
                }
                double entry = sum * memory[states(chain, start) + t * states + to];
                memory[message + to] = entry;
                largest = Math.max(largest, entry);
            }
            double scale = scale(largest, memory, takenOut(chain, start));
            memory[scales(chain, start) + t] = scale;
            if (!scaled(memory, message, states, scale)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A power of two that brings a number near 1, or 1 when it is near enough; 0 and NaN stay what they are. The log of
     * its inverse is added to what was taken out.
     */
    static double scale(double largest, double[] memory, int takenOut) {
        if (largest >= LOW & largest <= HIGH | !(largest > 0 & largest <= Double.MAX_VALUE)) {
            return 1;
        }
        int exponent = Math.getExponent(largest);
        memory[takenOut] += exponent * LN_2;
        return Math.scalb(1.0, -exponent);
    }

    private static boolean scaled(double[] memory, int message, int states, double scale) {
        boolean kept = true;
        boolean possible = false;
        for (int k = 0; k < states; k++) {
            double entry = memory[message + k] * scale;
            memory[message + k] = entry;
            kept &= isKept(entry);
            possible |= entry > 0;
        }
        return kept & possible;
    }

    static boolean isKept(double entry) {
        return entry >= SMALLEST | entry == 0;
    }

    /** The log of the sum, after {@link #forward}. */
    static double result(ForwardAlgorithm chain, double[] memory, int start) {
        return memory[takenOut(chain, start)] + Kernels.log(total(chain, memory, start));
    }

    /** The sum of the last message. */
    private static double total(ForwardAlgorithm chain, double[] memory, int start) {
        double sum = 0;
        for (int k = scales(chain, start) - chain.states(); k < scales(chain, start); k++) {
            sum += memory[k];
        }
        return sum;
    }

    /** Adds posterior probabilities, times the adjoint of the result. */
    static void backward(ForwardAlgorithm chain, int[] at, double[] memory, int start, double adjoint,
            double[][] inAdjoint, double[] work) {
        int states = chain.states();
        int message = messages(chain, start);
        double end = adjoint / total(chain, memory, start);
        if (isTwo(chain)) {
            TwoStates.backward(chain.length(), memory, start, end, inAdjoint, at);
            return;
        }
        Arrays.fill(work, 2 * states, work(chain), 0);
        for (int k = 0; k < states; k++) {
            work[k] = memory[scales(chain, start) - states + k] == 0 ? 0 : end;
        }
        for (int t = chain.length() - 1; t >= 0; t--) {
            for (int k = 0; inAdjoint[1] != null && k < states; k++) {
                inAdjoint[1][at[1] + t * states + k] += work[k] * memory[message + t * states + k];
            }
            if (t > 0) {
                back(chain, t, memory, start, work);
                if (inAdjoint[0] != null && (!chain.homogeneous() || t == 1)) {
                    addTransitions(chain, t, memory, start, inAdjoint[0], at[0], work);
                }
            }
        }
    }

    /** From what follows the states at t, in the first part of the work, to what follows those before. */
    private static void back(ForwardAlgorithm chain, int t, double[] memory, int start, double[] work) {
        int states = chain.states();
        int before = messages(chain, start) + (t - 1) * states;
        int weights = start + chain.transition(t);
        double scale = memory[scales(chain, start) + t];
        for (int to = 0; to < states; to++) {
            work[states + to] = work[to] * memory[states(chain, start) + t * states + to] * scale;
            work[to] = 0;
        }
        for (int to = 0; to < states; to++) {
            double follows = work[states + to];
            for (int from = 0; from < states; from++) {
                work[from] += memory[weights + to * states + from] * follows;
                work[(2 + to) * states + from] += memory[before + from] * follows;
            }
        }
        for (int from = 0; from < states; from++) {
            work[from] = memory[before + from] == 0 ? 0 : work[from];
        }
    }

    /** The expected uses of the transitions that were counted in the last part of the work, which start anew. */
    private static void addTransitions(ForwardAlgorithm chain, int t, double[] memory, int start, double[] adjoint,
            int at, double[] work) {
        int states = chain.states();
        for (int to = 0; to < states; to++) {
            for (int from = 0; from < states; from++) {
                int entry = to * states + from;
                adjoint[at + chain.transition(t) + from * states + to] += work[2 * states + entry]
                        * memory[start + chain.transition(t) + entry];
                work[2 * states + entry] = 0;
            }
        }
    }
}
