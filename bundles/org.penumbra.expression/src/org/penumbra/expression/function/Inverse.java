package org.penumbra.expression.function;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The inverse C of a square matrix; infinities or NaN where it is singular. The adjoint is -C' dC C' (Giles 2008,
 * "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", section 2.2.3).
 *
 * @param order number of rows
 */
public record Inverse(int order) implements ArrayFunction {

    @Override
    public String name() {
        return "inverse[" + order + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(order * order);
    }

    @Override
    public int outputSize() {
        return order * order;
    }

    @Override
    public int workSize() {
        return order * order + Factors.size(order);
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int factors = order * order;
        Factors.factor(order, in[0], at[0], work, factors);
        Factors.invertTransposed(order, work, factors, work, 0, out, outAt);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                double below = out[outAt + i * order + j];
                out[outAt + i * order + j] = out[outAt + j * order + i];
                out[outAt + j * order + i] = below;
            }
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] != null) {
            Arrays.fill(work, 0, order * order, 0);
            Products.addTransposed(1, order, order, order, work, 0, order, outAdjoint, outAt, order, out, outAt,
                    order);
            Products.add(-1, order, order, order, inAdjoint[0], at[0], order, out, outAt, 1, order, work, 0, order);
        }
    }
}
