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
 * @param loops what computes exponentials
 */
public record Softmax(int rows, int size, boolean logarithm, InnerLoops loops) implements ArrayFunction {

    /** From here on, vectors are worth waiting for. */
    private static final int LARGE = 256;

    public Softmax(int rows, int size, boolean logarithm) {
        this(rows, size, logarithm, InnerLoops.SCALAR);
    }

    @Override
    public ArrayFunction with(InnerLoops others) {
        return rows * size < LARGE ? this : new Softmax(rows, size, logarithm, others);
    }

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

    /** For exponentials beside logarithms. */
    @Override
    public int workSize() {
        return logarithm ? rows * size : 0;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        for (int row = 0; row < rows * size; row += size) {
            double largest = LogSumExp.largest(in[0], at[0] + row, size);
            for (int i = row; i < row + size; i++) {
                out[outAt + i] = in[0][at[0] + i] - largest;
            }
        }
        double[] exponentials = exponentials(out, outAt, work);
        int from = logarithm ? 0 : outAt;
        for (int row = 0; row < rows * size; row += size) {
            finish(exponentials, from + row, out, outAt + row);
        }
    }

    /** In the output itself where it keeps nothing else. */
    private double[] exponentials(double[] out, int outAt, double[] work) {
        if (!logarithm) {
            loops.exp(out, outAt, rows * size);
            return out;
        }
        System.arraycopy(out, outAt, work, 0, rows * size);
        loops.exp(work, 0, rows * size);
        return work;
    }

    /** Divides a row by its sum, or subtracts the logarithm of that. */
    private void finish(double[] exponentials, int from, double[] out, int to) {
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            sum += exponentials[i];
        }
        double logSum = Kernels.log(sum);
        for (int i = to; i < to + size; i++) {
            out[i] = logarithm ? out[i] - logSum : out[i] / sum;
        }
    }

    /** With p the softmax: p (dy - sum p dy), or dy - p sum dy for the logarithm. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        double[] shares = logarithm ? exponentials(out, outAt, work) : out;
        int from = logarithm ? 0 : outAt;
        for (int row = 0; row < rows * size; row += size) {
            addTo(inAdjoint[0], at[0] + row, shares, from + row, outAdjoint, outAt + row);
        }
    }

    private void addTo(double[] inAdjoint, int to, double[] shares, int from, double[] outAdjoint, int outAt) {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += logarithm ? outAdjoint[outAt + i] : outAdjoint[outAt + i] * shares[from + i];
        }
        for (int i = 0; i < size; i++) {
            inAdjoint[to + i] += logarithm ? outAdjoint[outAt + i] - shares[from + i] * mean
                    : shares[from + i] * (outAdjoint[outAt + i] - mean);
        }
    }
}
