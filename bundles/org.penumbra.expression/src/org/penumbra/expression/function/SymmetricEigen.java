package org.penumbra.expression.function;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The eigenvalues of a symmetric matrix in ascending order, then the orthogonal matrix whose columns are the
 * eigenvectors, each with its largest element positive. What is read is (A + A') / 2.
 *
 * <p>By the cyclic Jacobi method (Golub and Van Loan, "Matrix computations", section 8.5), which is accurate for small
 * eigenvalues. With E_ij = 1 / (w_j - w_i) off the diagonal the adjoint is V (dw + E * V' dV) V' (Giles 2008,
 * "Collected matrix derivative results", section 3.1), symmetrised; that of the vectors needs distinct eigenvalues.
 *
 * @param order number of rows
 */
public record SymmetricEigen(int order) implements ArrayFunction {

    private static final int MOST_SWEEPS = 60;
    /** Against the diagonal elements beside it. */
    private static final double RELATIVELY_NEGLIGIBLE = 1e-17;
    /** Against all elements. */
    private static final double NEGLIGIBLE = 1e-24;

    @Override
    public String name() {
        return "eigen[" + order + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(order * order);
    }

    @Override
    public int outputSize() {
        return order + order * order;
    }

    @Override
    public int workSize() {
        return 2 * order * order;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        double size = begin(in[0], at[0], work);
        if (!Double.isFinite(size)) {
            Arrays.fill(out, outAt, outAt + outputSize(), Double.NaN);
            return;
        }
        int sweeps = 0;
        while (sweeps < MOST_SWEEPS && rotateAll(work, NEGLIGIBLE * size)) {
            sweeps++;
        }
        for (int i = 0; i < order; i++) {
            out[outAt + i] = work[i * order + i];
        }
        Arrays.sort(out, outAt, outAt + order);
        takeVectors(out, outAt, work);
    }

    /** Writes the symmetric matrix and the identity; gives the sum of the sizes of the elements. */
    private double begin(double[] a, int at, double[] work) {
        double size = 0;
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                work[i * order + j] = 0.5 * (a[at + i * order + j] + a[at + j * order + i]);
                work[order * order + i * order + j] = i == j ? 1 : 0;
                size += Math.abs(work[i * order + j]);
            }
        }
        return size;
    }

    /** Rotates each off-diagonal element away once; false when all are negligible already. */
    private boolean rotateAll(double[] a, double negligible) {
        boolean rotated = false;
        for (int p = 0; p < order - 1; p++) {
            for (int q = p + 1; q < order; q++) {
                double size = Math.sqrt(Math.abs(a[p * order + p])) * Math.sqrt(Math.abs(a[q * order + q]));
                double element = Math.abs(a[p * order + q]);
                if (element > RELATIVELY_NEGLIGIBLE * size && element > negligible) {
                    rotate(a, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private void rotate(double[] a, int p, int q) {
        double theta = (a[q * order + q] - a[p * order + p]) / (2 * a[p * order + q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(1 + theta * theta));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        for (int k = 0; k < order; k++) {
            turn(a, k * order + p, k * order + q, c, s);
        }
        for (int k = 0; k < order; k++) {
            turn(a, p * order + k, q * order + k, c, s);
        }
        a[p * order + q] = 0;
        a[q * order + p] = 0;
        int vectors = order * order;
        for (int k = 0; k < order; k++) {
            turn(a, vectors + p * order + k, vectors + q * order + k, c, s);
        }
    }

    private static void turn(double[] x, int p, int q, double c, double s) {
        double first = x[p];
        x[p] = c * first - s * x[q];
        x[q] = s * first + c * x[q];
    }

    /** The vectors, which are rows of the work, in the order of the sorted values; one that is taken becomes NaN. */
    private void takeVectors(double[] out, int outAt, double[] work) {
        for (int j = 0; j < order; j++) {
            int row = 0;
            while (row < order - 1 && work[row * order + row] != out[outAt + j]) {
                row++;
            }
            work[row * order + row] = Double.NaN;
            double sign = sign(work, order * order + row * order);
            for (int i = 0; i < order; i++) {
                out[outAt + order + i * order + j] = sign * work[order * order + row * order + i];
            }
        }
    }

    private double sign(double[] x, int at) {
        int largest = at;
        for (int i = at + 1; i < at + order; i++) {
            if (Math.abs(x[i]) > Math.abs(x[largest])) {
                largest = i;
            }
        }
        return x[largest] < 0 ? -1 : 1;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        int vectors = outAt + order;
        int size = order * order;
        Arrays.fill(work, 0, 2 * size, 0);
        Products.add(1, order, order, order, work, 0, order, out, vectors, 1, order, outAdjoint, vectors, order);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                double inner = work[i * order + j];
                work[i * order + j] = i == j ? outAdjoint[outAt + i]
                        : inner == 0 ? 0 : inner / (out[outAt + j] - out[outAt + i]);
            }
        }
        Products.add(1, order, order, order, work, size, order, out, vectors, order, 1, work, 0, order);
        Arrays.fill(work, 0, size, 0);
        Products.addTransposed(1, order, order, order, work, 0, order, work, size, order, out, vectors, order);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                inAdjoint[0][at[0] + i * order + j] += 0.5 * (work[i * order + j] + work[j * order + i]);
            }
        }
    }
}
