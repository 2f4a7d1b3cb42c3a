package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * A^-1 B for a square matrix A and one or more right-hand sides; the inputs are A and B, row-major. A symmetric
 * positive definite A is solved through its Cholesky factor. Where A is singular the result holds infinities or NaN.
 *
 * <p>With X the result and S = A'^-1 dX the adjoint of B, that of A is -S X' (Giles 2008, "Collected matrix derivative
 * results for forward and reverse mode algorithmic differentiation", section 2.3.1).
 *
 * @param order number of rows of A and B
 * @param columns number of columns of B, 1 for a vector
 */
public record Solve(int order, int columns) implements ArrayFunction {

    @Override
    public String name() {
        return "solve[" + order + ", " + columns + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(order * order, order * columns);
    }

    @Override
    public int outputSize() {
        return order * columns + Factors.size(order);
    }

    @Override
    public int workSize() {
        return order * columns;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int factors = outAt + order * columns;
        Factors.factor(order, in[0], at[0], out, factors);
        Factors.solve(order, out, factors, in[1], at[1], out, outAt, columns);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        Factors.solveTransposed(order, out, outAt + order * columns, outAdjoint, outAt, work, 0, columns);
        if (inAdjoint[0] != null) {
            Products.addTransposed(-1, order, order, columns, inAdjoint[0], at[0], order, work, 0, columns, out, outAt,
                    columns);
        }
        if (inAdjoint[1] != null) {
            Rows.add(inAdjoint[1], at[1], 1, work, 0, order * columns);
        }
    }
}
