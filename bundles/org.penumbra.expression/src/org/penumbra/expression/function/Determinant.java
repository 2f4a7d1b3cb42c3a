package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The determinant of a square matrix, or the logarithm of its size, which is minus infinity where the matrix is
 * singular. The adjoint of log |det A| is A'^-1, that of det A is det A times it (Giles 2008, "Collected matrix
 * derivative results for forward and reverse mode algorithmic differentiation", section 2.2.4); neither has a value
 * where A is singular.
 *
 * @param order number of rows
 * @param logarithm whether the result is log |det A|
 */
public record Determinant(int order, boolean logarithm) implements ArrayFunction {

    @Override
    public String name() {
        return (logarithm ? "logDeterminant[" : "determinant[") + order + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(order * order);
    }

    @Override
    public int outputSize() {
        return 1 + Factors.size(order);
    }

    @Override
    public int workSize() {
        return 2 * order * order;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        Factors.factor(order, in[0], at[0], out, outAt + 1);
        out[outAt] = logarithm ? Factors.logDeterminant(order, out, outAt + 1)
                : Factors.determinant(order, out, outAt + 1);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        int size = order * order;
        Factors.invertTransposed(order, out, outAt + 1, work, 0, work, size);
        Rows.add(inAdjoint[0], at[0], logarithm ? outAdjoint[outAt] : outAdjoint[outAt] * out[outAt], work, size,
                size);
    }
}
