package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The sums or products of the first elements of each row: x_1, x_1 + x_2, ... or x_1, x_1 x_2, ...
 *
 * @param rows number of rows
 * @param size number of elements of a row
 * @param product whether elements are multiplied rather than added
 */
public record Cumulative(int rows, int size, boolean product) implements ArrayFunction {

    @Override
    public String name() {
        return (product ? "cumulativeProduct[" : "cumulativeSum[") + (rows == 1 ? "" : rows + ", ") + size + "]";
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
            double total = product ? 1 : 0;
            for (int i = row * size; i < (row + 1) * size; i++) {
                double x = in[0][at[0] + i];
                total = product ? total * x : total + x;
                out[outAt + i] = total;
            }
        }
    }

    /** Runs the steps y_i = y_(i-1) x_i backwards, so that zeros need no care. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        for (int row = 0; inAdjoint[0] != null && row < rows; row++) {
            double carried = 0;
            for (int i = (row + 1) * size - 1; i >= row * size; i--) {
                carried += outAdjoint[outAt + i];
                if (product) {
                    double before = i == row * size ? 1 : out[outAt + i - 1];
                    inAdjoint[0][at[0] + i] += carried * before;
                    carried *= in[0][at[0] + i];
                } else {
                    inAdjoint[0][at[0] + i] += carried;
                }
            }
        }
    }
}
