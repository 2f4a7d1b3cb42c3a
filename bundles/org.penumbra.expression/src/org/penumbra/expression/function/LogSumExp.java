package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.Kernels;

/**
 * log(exp(x_1) + ... + exp(x_n)) of each row, without overflow; minus infinity where all elements are.
 *
 * @param rows number of rows
 * @param size number of elements of a row
 */
public record LogSumExp(int rows, int size) implements ArrayFunction {

    /** Of one vector. */
    public LogSumExp(int size) {
        this(1, size);
    }

    @Override
    public String name() {
        return "logSumExp[" + (rows == 1 ? "" : rows + ", ") + size + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(rows * size);
    }

    @Override
    public int outputSize() {
        return rows;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        for (int i = 0; i < rows; i++) {
            out[outAt + i] = of(in[0], at[0] + i * size, size);
        }
    }

    static double largest(double[] x, int at, int size) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, x[at + i]);
        }
        return largest;
    }

    /** That of some numbers in a row. */
    private static double of(double[] x, int at, int size) {
        double largest = largest(x, at, size);
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Kernels.exp(x[at + i] - largest);
        }
        return largest + Kernels.log(sum);
    }

    /** The derivative is the softmax; where all elements are minus infinity, there is none to follow. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        for (int row = 0; inAdjoint[0] != null && row < rows; row++) {
            double total = out[outAt + row];
            int start = at[0] + row * size;
            for (int i = 0; !Double.isInfinite(total) && i < size; i++) {
                inAdjoint[0][start + i] += outAdjoint[outAt + row] * Kernels.exp(in[0][start + i] - total);
            }
        }
    }
}
