package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * x_1 x_2 ... x_n; 1 for no elements. The derivative by one element is the product of those before and those after it,
 * so zeros need no care.
 *
 * @param size number of elements
 */
public record Product(int size) implements ArrayFunction {

    @Override
    public String name() {
        return "prod[" + size + "]";
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
    public int workSize() {
        return size;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        double product = 1;
        for (int i = 0; i < size; i++) {
            product *= in[0][at[0] + i];
        }
        out[outAt] = product;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        double before = 1;
        for (int i = 0; i < size; i++) {
            work[i] = before;
            before *= in[0][at[0] + i];
        }
        double after = outAdjoint[outAt];
        for (int i = size - 1; i >= 0; i--) {
            inAdjoint[0][at[0] + i] += work[i] * after;
            after *= in[0][at[0] + i];
        }
    }
}
