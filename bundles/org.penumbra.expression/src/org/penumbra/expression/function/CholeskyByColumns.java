package org.penumbra.expression.function;

import java.util.Arrays;

/**
 * The Cholesky factor, four columns at a time (left-looking): what the columns before contribute is one product of
 * matrices. It needs no memory but the factor's.
 *
 * <p>The derivative runs the same blocks backwards: Murray (2016), "Differentiation of the Cholesky decomposition",
 * section 3.1 inside of a block and 3.3 between blocks.
 */
final class CholeskyByColumns {

    private static final int BLOCK = 4;

    private CholeskyByColumns() {
    }

    /** Writes the factor of the matrix a. */
    static void factor(int order, double[] a, int at, double[] out, int outAt) {
        for (int i = 0; i < order; i++) {
            System.arraycopy(a, at + i * order, out, outAt + i * order, i + 1);
        }
        for (int from = 0; from < order; from += BLOCK) {
            int width = Math.min(BLOCK, order - from);
            int rows = outAt + from * order;
            if (from > 0) {
                Products.addTransposed(-1, order - from, width, from, out, rows + from, order, out, rows, order, out,
                        rows, order);
            }
            factorBlock(order, out, rows + from, width);
            if (from + width < order) {
                FourColumns.solve(out, order, rows + from, order - from - width);
            }
        }
        for (int i = 0; i < order; i++) {
            Arrays.fill(out, outAt + i * order + i + 1, outAt + (i + 1) * order, 0);
        }
    }

    /** A block on the diagonal. */
    private static void factorBlock(int order, double[] l, int block, int width) {
        for (int i = 0; i < width; i++) {
            int row = block + i * order;
            for (int j = 0; j <= i; j++) {
                int other = block + j * order;
                double rest = l[row + j];
                for (int k = 0; k < j; k++) {
                    rest -= l[row + k] * l[other + k];
                }
                l[row + j] = j < i ? rest / l[other + j] : rest > 0 ? Math.sqrt(rest) : Double.NaN;
            }
        }
    }

    /** Turns the adjoint of L into that of the lower triangle of A, block after block from the right. */
    static void backward(int order, double[] out, int outAt, double[] outAdjoint, double[] inAdjoint, int at) {
        for (int from = (order - 1) / BLOCK * BLOCK; from >= 0; from -= BLOCK) {
            int width = Math.min(BLOCK, order - from);
            int rows = outAt + from * order;
            if (from + width < order) {
                FourColumns.solveBackwards(out, outAdjoint, order, rows + from, order - from - width);
            }
            undoBlock(order, out, outAdjoint, rows + from, width);
            if (from > 0) {
                Products.add(-1, order - from, from, width, outAdjoint, rows, order, outAdjoint, rows + from, order, 1,
                        out, rows, order);
                Products.add(-1, width, from, order - from, outAdjoint, rows, order, outAdjoint, rows + from, 1, order,
                        out, rows, order);
            }
        }
        for (int i = 0; i < order; i++) {
            Rows.add(inAdjoint, at + i * order, 1, outAdjoint, outAt + i * order, i + 1);
        }
    }

    /** The steps of {@link #factorBlock} from the last to the first; what is above the diagonal has no adjoint. */
    static void undoBlock(int order, double[] l, double[] adjoint, int block, int width) {
        for (int i = width - 1; i >= 0; i--) {
            int row = block + i * order;
            Arrays.fill(adjoint, row + i + 1, row + width, 0);
            adjoint[row + i] /= 2 * l[row + i];
            for (int k = 0; k < i; k++) {
                adjoint[row + k] -= 2 * adjoint[row + i] * l[row + k];
            }
            for (int j = i - 1; j >= 0; j--) {
                eliminate(l, adjoint, row, block + j * order, j);
            }
        }
    }

    /** What L_ij = (A_ij - sum_k L_ik L_jk) / L_jj hands on. */
    private static void eliminate(double[] l, double[] adjoint, int row, int other, int j) {
        double share = adjoint[row + j] / l[other + j];
        adjoint[row + j] = share;
        adjoint[other + j] -= share * l[row + j];
        for (int k = 0; k < j; k++) {
            adjoint[row + k] -= share * l[other + k];
            adjoint[other + k] -= share * l[row + k];
        }
    }
}
