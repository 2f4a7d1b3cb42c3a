package org.penumbra.expression.function;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The lower triangular L with L L' = A, of which only the lower triangle is read; NaN where A is not positive definite.
 * The derivative is that of Murray (2016), "Differentiation of the Cholesky decomposition", section 3.1 (unblocked,
 * the rows of both triangles of A sharing what is found for the lower one).
 *
 * @param order number of rows
 */
public record Cholesky(int order) implements ArrayFunction {

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
        double[] a = in[0];
        Arrays.fill(out, outAt, outAt + order * order, 0);
        for (int i = 0; i < order; i++) {
            int rowI = outAt + i * order;
            for (int j = 0; j < i; j++) {
                int rowJ = outAt + j * order;
                out[rowI + j] = (a[at[0] + i * order + j] - dot(out, rowI, rowJ, j)) / out[rowJ + j];
            }
            double pivot = a[at[0] + i * order + i] - dot(out, rowI, rowI, i);
            out[rowI + i] = pivot > 0 ? Math.sqrt(pivot) : Double.NaN;
        }
    }

    private static double dot(double[] x, int a, int b, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += x[a + k] * x[b + k];
        }
        return sum;
    }

    /** Runs the rows of the factor backwards, turning the adjoint of L into that of the lower triangle of A. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        for (int i = order - 1; i >= 0; i--) {
            int rowI = outAt + i * order;
            outAdjoint[rowI + i] /= 2 * out[rowI + i];
            for (int k = 0; k < i; k++) {
                outAdjoint[rowI + k] -= 2 * outAdjoint[rowI + i] * out[rowI + k];
            }
            for (int j = i - 1; j >= 0; j--) {
                eliminate(out, outAdjoint, rowI, outAt + j * order, j);
            }
        }
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                inAdjoint[0][at[0] + i * order + j] += outAdjoint[outAt + i * order + j];
            }
        }
    }

    /** What L_ij = (A_ij - sum_k L_ik L_jk) / L_jj hands on. */
    private static void eliminate(double[] l, double[] adjoint, int rowI, int rowJ, int j) {
        double share = adjoint[rowI + j] / l[rowJ + j];
        adjoint[rowI + j] = share;
        adjoint[rowJ + j] -= share * l[rowI + j];
        for (int k = 0; k < j; k++) {
            adjoint[rowI + k] -= share * l[rowJ + k];
            adjoint[rowJ + k] -= share * l[rowI + k];
        }
    }
}
