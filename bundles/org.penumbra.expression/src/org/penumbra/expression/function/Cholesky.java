package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The lower triangular L with L L' = A, of which only the lower triangle is read; NaN where A is not positive definite.
 *
 * @param order number of rows
 * @param rows how large matrices are factored
 */
public record Cholesky(int order, CholeskyByRows rows) implements ArrayFunction {

    /** From here on, long rows pay for moving numbers to where they are. */
    private static final int LARGE = 24;

    public Cholesky(int order) {
        this(order, new CholeskyByRows(order, InnerLoops.SCALAR));
    }

    @Override
    public ArrayFunction with(InnerLoops loops) {
        return isLarge() ? new Cholesky(order, new CholeskyByRows(order, loops)) : this;
    }

    @Override
    public String name() {
        return "cholesky[" + order + "]";
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
        return isLarge() ? rows.workSize() : 0;
    }

    private boolean isLarge() {
        return order >= LARGE;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        if (isLarge()) {
            rows.factor(in[0], at[0], out, outAt, work);
        } else {
            CholeskyByColumns.factor(order, in[0], at[0], out, outAt);
        }
    }

    /** Turns the adjoint of L into that of the lower triangle of A. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        if (isLarge()) {
            rows.backward(out, outAt, outAdjoint, inAdjoint[0], at[0], work);
        } else {
            CholeskyByColumns.backward(order, out, outAt, outAdjoint, inAdjoint[0], at[0]);
        }
    }
}
