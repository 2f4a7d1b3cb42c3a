package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * L^-1 B, or L'^-1 B when transposed, for a lower triangular L, of which only the lower triangle is read. The first
 * input is B, the second L, both row-major. A zero on the diagonal gives infinities or NaN.
 *
 * <p>With X the result and S = L'^-1 dX the adjoint of B, that of L is the lower triangle of -S X' (Giles 2008,
 * "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", section 2.3.1).
 *
 * @param order number of rows of L and B
 * @param columns number of columns of B, 1 for a vector
 * @param transposed whether the system is L' X = B
 */
public record LowerSolve(int order, int columns, boolean transposed) implements ArrayFunction {

    /** L^-1 b for a vector b. */
    public LowerSolve(int order) {
        this(order, 1, false);
    }

    /** L^-1 B for a matrix B with this many columns. */
    public LowerSolve(int order, int columns) {
        this(order, columns, false);
    }

    @Override
    public String name() {
        return (transposed ? "solveLowerTransposed[" : "solveLower[") + order + ", " + columns + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(order * columns, order * order);
    }

    @Override
    public int outputSize() {
        return order * columns;
    }

    @Override
    public int workSize() {
        return order * columns;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        System.arraycopy(in[0], at[0], out, outAt, order * columns);
        solve(transposed, in[1], at[1], out, outAt);
    }

    private void solve(boolean upper, double[] l, int lAt, double[] x, int xAt) {
        if (upper) {
            Triangular.solveTransposed(l, lAt, order, x, xAt, columns);
        } else {
            Triangular.solve(l, lAt, order, x, xAt, columns);
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        System.arraycopy(outAdjoint, outAt, work, 0, order * columns);
        solve(!transposed, in[1], at[1], work, 0);
        if (inAdjoint[0] != null) {
            Rows.add(inAdjoint[0], at[0], 1, work, 0, order * columns);
        }
        if (inAdjoint[1] == null) {
            return;
        }
        if (transposed) {
            Triangular.subtractProduct(inAdjoint[1], at[1], order, out, outAt, work, 0, columns);
        } else {
            Triangular.subtractProduct(inAdjoint[1], at[1], order, work, 0, out, outAt, columns);
        }
    }
}
