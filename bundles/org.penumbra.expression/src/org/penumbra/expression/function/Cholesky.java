package org.penumbra.expression.function;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The lower triangular L with L L' = A, of which only the lower triangle is read; NaN where A is not positive definite.
 *
 * <p>Columns are made a few at a time (left-looking): what the columns before contribute is one product of matrices.
 * The derivative runs the same blocks backwards: Murray (2016), "Differentiation of the Cholesky decomposition",
 * section 3.1 inside of a block and 3.3 between blocks.
 *
 * @param order number of rows
 */
public record Cholesky(int order) implements ArrayFunction {

    private static final int BLOCK = 8;

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
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        factor(order, in[0], at[0], out, outAt);
    }

    /** Writes the factor of the matrix a. */
    static void factor(int order, double[] a, int at, double[] out, int outAt) {
        for (int i = 0; i < order; i++) {
            int row = outAt + i * order;
            System.arraycopy(a, at + i * order, out, row, i + 1);
            Arrays.fill(out, row + i + 1, row + order, 0);
        }
        for (int from = 0; from < order; from += BLOCK) {
            int rows = outAt + from * order;
            Products.addTransposed(-1, order - from, Math.min(BLOCK, order - from), from, out, rows + from, order,
                    out, rows, order, out, rows, order);
            finishColumns(order, out, outAt, from);
        }
    }

    /** Columns from {@code from} on, of which the product with the columns before has been subtracted. */
    private static void finishColumns(int order, double[] out, int outAt, int from) {
        for (int i = from; i < order; i++) {
            int row = outAt + i * order;
            int last = Math.min(i, from + BLOCK);
            for (int j = from; j < last; j++) {
                int other = outAt + j * order;
                out[row + j] = (out[row + j] - Rows.dot(out, row + from, out, other + from, j - from))
                        / out[other + j];
            }
            if (i < from + BLOCK) {
                double pivot = out[row + i] - Rows.dot(out, row + from, out, row + from, i - from);
                out[row + i] = pivot > 0 ? Math.sqrt(pivot) : Double.NaN;
                Arrays.fill(out, row + i + 1, row + Math.min(order, from + BLOCK), 0);
            }
        }
    }

    /** Turns the adjoint of L into that of the lower triangle of A, block after block from the right. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        for (int from = (order - 1) / BLOCK * BLOCK; from >= 0; from -= BLOCK) {
            undoColumns(out, outAt, outAdjoint, from);
            int rows = outAt + from * order;
            int width = Math.min(BLOCK, order - from);
            Products.add(-1, order - from, from, width, outAdjoint, rows, order, outAdjoint, rows + from, order, 1,
                    out, rows, order);
            Products.add(-1, width, from, order - from, outAdjoint, rows, order, outAdjoint, rows + from, 1, order,
                    out, rows, order);
        }
        for (int i = 0; i < order; i++) {
            Rows.add(inAdjoint[0], at[0] + i * order, 1, outAdjoint, outAt + i * order, i + 1);
        }
    }

    private void undoColumns(double[] l, int at, double[] adjoint, int from) {
        for (int i = order - 1; i >= from; i--) {
            int row = at + i * order;
            if (i < from + BLOCK) {
                Arrays.fill(adjoint, row + i + 1, row + Math.min(order, from + BLOCK), 0);
                adjoint[row + i] /= 2 * l[row + i];
                Rows.add(adjoint, row + from, -2 * adjoint[row + i], l, row + from, i - from);
            }
            for (int j = Math.min(i, from + BLOCK) - 1; j >= from; j--) {
                eliminate(l, adjoint, row, at + j * order, from, j);
            }
        }
    }

    /** What L_ij = (A_ij - sum_k L_ik L_jk) / L_jj hands on, for k in the block. */
    private static void eliminate(double[] l, double[] adjoint, int row, int other, int from, int j) {
        double share = adjoint[row + j] / l[other + j];
        adjoint[row + j] = share;
        adjoint[other + j] -= share * l[row + j];
        for (int k = from; k < j; k++) {
            adjoint[row + k] -= share * l[other + k];
            adjoint[other + k] -= share * l[row + k];
        }
    }
}
