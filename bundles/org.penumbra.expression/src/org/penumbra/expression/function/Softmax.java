package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.Kernels;

/**
 * exp(x_i) / (exp(x_1) + ... + exp(x_n)) of each row, or its logarithm, without overflow.
 *
 * @param rows number of rows
 * @param size number of elements of a row
 * @param logarithm whether the result is the logarithm
 */
public record Softmax(int rows, int size, boolean logarithm) implements ArrayFunction {

    @Override
    public String name() {
        return (logarithm ? "logSoftmax[" : "softmax[") + (rows == 1 ? "" : rows + ", ") + size + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(rows * size);
    }

    @Override
    public int outputSize() {
        return rows * size;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        for (int row = 0; row < rows; row++) {
            int start = row * size;
            double largest = LogSumExp.largest(in[0], at[0] + start, size);
            double sum = 0;
            for (int i = start; i < start + size; i++) {
                double difference = in[0][at[0] + i] - largest;
                double exponential = Kernels.exp(difference);
                out[outAt + i] = logarithm ? difference : exponential;
                sum += exponential;
            }
            double logSum = Kernels.log(sum);
            for (int i = outAt + start; i < outAt + start + size; i++) {
                out[i] = logarithm ? out[i] - logSum : out[i] / sum;
            }
        }
    }

    /** With p the softmax: p (dy - sum p dy), or dy - p sum dy for the logarithm. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        for (int row = 0; inAdjoint[0] != null && row < rows; row++) {
            int from = outAt + row * size;
            int to = at[0] + row * size;
            double mean = 0;
            for (int i = 0; i < size; i++) {
                mean += logarithm ? outAdjoint[from + i] : outAdjoint[from + i] * out[from + i];
            }
            for (int i = 0; i < size; i++) {
                inAdjoint[0][to + i] += logarithm ? outAdjoint[from + i] - Kernels.exp(out[from + i]) * mean
                        : out[from + i] * (outAdjoint[from + i] - mean);
            }
        }
    }
}
