package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * log(exp(x_1) + ... + exp(x_n)), without overflow; minus infinity where all elements are.
 *
 * @param size number of elements
 */
public record LogSumExp(int size) implements ArrayFunction {

    @Override
    public String name() {
        return "logSumExp[" + size + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(size);
    }

    @Override
    public int outputSize() {
        return 1;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        double[] x = in[0];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, x[at[0] + i]);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += StrictMath.exp(x[at[0] + i] - largest);
        }
        out[outAt] = Double.isInfinite(largest) ? largest : largest + StrictMath.log(sum);
    }

    /** The derivative is the softmax; where all elements are minus infinity, there is none to follow. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null || Double.isInfinite(out[outAt])) {
            return;
        }
        for (int i = 0; i < size; i++) {
            inAdjoint[0][at[0] + i] += outAdjoint[outAt] * StrictMath.exp(in[0][at[0] + i] - out[outAt]);
        }
    }
}
