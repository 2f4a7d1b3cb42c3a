package org.penumbra.expression.function;

import org.penumbra.math.Kernels;

/** What {@link ScaledPaths} does, written out for two states with the same transitions in every step. */
final class TwoStates {

    private TwoStates() {
    }

    /** Weights of the states, of which the larger one is 1; false where one may have been lost. */
    static boolean weights(int length, double[] in, int at, double[] memory, int weights, int takenOut) {
        boolean kept = true;
        double sum = 0;
        for (int i = 0; i < 2 * length; i += 2) {
            double a = in[at + i];
            double b = in[at + i + 1];
            double smaller = Kernels.exp(-Math.abs(a - b));
            memory[weights + i] = a >= b ? 1 : smaller;
            memory[weights + i + 1] = a >= b ? smaller : 1;
            kept &= smaller >= ScaledPaths.SMALLEST | smaller == 0 & Math.min(a, b) == Double.NEGATIVE_INFINITY;
            sum += Math.max(a, b);
        }
        memory[takenOut] = sum;
        return kept & Math.abs(sum) <= Double.MAX_VALUE;
    }

    static boolean forward(int length, double[] memory, int start) {
        int weights = start + 4;
        int message = weights + 2 * length;
        int scales = message + 2 * length;
        double w00 = memory[start];
        double w10 = memory[start + 1];
        double w01 = memory[start + 2];
        double w11 = memory[start + 3];
        double a = memory[message];
        double b = memory[message + 1];
        for (int t = 1; t < length; t++) {
            double next = (a * w00 + b * w10) * memory[weights + 2 * t];
            b = (a * w01 + b * w11) * memory[weights + 2 * t + 1];
            a = next;
            double scale = 1;
            if (!(a >= ScaledPaths.LOW & a <= ScaledPaths.HIGH & b >= ScaledPaths.LOW & b <= ScaledPaths.HIGH)) {
                scale = ScaledPaths.scale(Math.max(a, b), memory, scales + length);
                a *= scale;
                b *= scale;
                if (!(ScaledPaths.isKept(a) & ScaledPaths.isKept(b) & a + b > 0)) {
                    return false;
                }
            }
            memory[message + 2 * t] = a;
            memory[message + 2 * t + 1] = b;
            memory[scales + t] = scale;
        }
        return true;
    }

    /** @param end what follows a state at the end */
    static void backward(int length, double[] memory, int start, double end, double[][] inAdjoint, int[] at) {
        int weights = start + 4;
        int message = weights + 2 * length;
        int scales = message + 2 * length;
        double w00 = memory[start];
        double w10 = memory[start + 1];
        double w01 = memory[start + 2];
        double w11 = memory[start + 3];
        double n00 = 0;
        double n10 = 0;
        double n01 = 0;
        double n11 = 0;
        double a = memory[message + 2 * length - 2];
        double b = memory[message + 2 * length - 1];
        double afterA = a == 0 ? 0 : end;
        double afterB = b == 0 ? 0 : end;
        for (int t = length - 1; t > 0; t--) {
            add(inAdjoint[1], at[1] + 2 * t, a * afterA, b * afterB);
            double scale = memory[scales + t];
            double toA = afterA * memory[weights + 2 * t] * scale;
            double toB = afterB * memory[weights + 2 * t + 1] * scale;
            a = memory[message + 2 * t - 2];
            b = memory[message + 2 * t - 1];
            n00 += a * toA;
            n10 += b * toA;
            n01 += a * toB;
            n11 += b * toB;
            afterA = a == 0 ? 0 : w00 * toA + w01 * toB;
            afterB = b == 0 ? 0 : w10 * toA + w11 * toB;
        }
        add(inAdjoint[1], at[1], a * afterA, b * afterB);
        add(inAdjoint[0], at[0], n00 * w00, n01 * w01);
        add(inAdjoint[0], at[0] + 2, n10 * w10, n11 * w11);
    }

    private static void add(double[] adjoint, int at, double first, double second) {
        if (adjoint != null) {
            adjoint[at] += first;
            adjoint[at + 1] += second;
        }
    }
}
