package org.penumbra.expression.function;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.Kernels;

/**
 * What the density of a Gaussian vector x with covariance A takes: x' A^-1 x and half the logarithm of det A, both NaN
 * where A is not positive definite. The first input is x, the second A, row-major, of which only what is on and above
 * the diagonal is read.
 *
 * <p>The factor is that of {@link UpperFactor}, with x beside A, so that the solution of U' z = x comes with it. The
 * adjoints are known without one of U: with a = A^-1 x they are 2 a by x, and -a a' and A^-1 / 2 by A (Petersen and
 * Pedersen 2012, "The matrix cookbook", equations 57 and 61).
 *
 * @param order number of elements of x
 * @param loops what products are computed with
 */
public record GaussianForm(int order, InnerLoops loops) implements ArrayFunction {

    private static final int SQUARE = 0;
    private static final int HALF_LOG_DETERMINANT = 1;
    /** Where what is kept for the way back begins: the inverse of the diagonal of U, then the rows of U and z. */
    private static final int KEPT = 2;

    /** A product of numbers may grow to the inverse of this, and shrink to this, before its logarithm is taken. */
    private static final double SMALL = 0x1p-256;

    public GaussianForm(int order) {
        this(order, InnerLoops.SCALAR);
    }

    @Override
    public ArrayFunction with(InnerLoops faster) {
        return new GaussianForm(order, faster);
    }

    private UpperFactor factor() {
        return new UpperFactor(order, loops);
    }

    @Override
    public String name() {
        return "gaussianForm[" + order + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(order, order * order);
    }

    @Override
    public int outputSize() {
        return KEPT + order + order * factor().stride();
    }

    /** For the inverse of the factor, some rows of that of A, and a. */
    @Override
    public int workSize() {
        return order * factor().stride() + factor().rowsSize() + order;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        UpperFactor factor = factor();
        int stride = factor.stride();
        int scales = outAt + KEPT;
        int rows = scales + order;
        for (int i = 0; i < order; i++) {
            int row = rows + i * stride;
            Arrays.fill(out, row, row + i, 0);
            System.arraycopy(in[1], at[1] + i * order + i, out, row + i, order - i);
            out[row + order] = in[0][at[0] + i];
            Arrays.fill(out, row + order + 1, row + stride, 0);
        }
        factor.factor(out, rows, out, scales);
        out[outAt + SQUARE] = square(out, rows + order, stride);
        out[outAt + HALF_LOG_DETERMINANT] = logarithm(out, rows, stride + 1);
    }

    private double square(double[] x, int at, int step) {
        double sum = 0;
        for (int i = 0; i < order; i++) {
            double one = x[at + i * step];
            sum = Math.fma(one, one, sum);
        }
        return sum;
    }

    /** The sum of the logarithms, as few of them as can be: roots of doubles times such a product stay in range. */
    private double logarithm(double[] x, int at, int step) {
        double sum = 0;
        double product = 1;
        for (int i = 0; i < order; i++) {
            product *= x[at + i * step];
            if (!(product > SMALL && product < 1 / SMALL)) {
                sum += Kernels.log(product);
                product = 1;
            }
        }
        return sum + Kernels.log(product);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        UpperFactor factor = factor();
        int stride = factor.stride();
        int rows = outAt + KEPT + order;
        int solution = order * stride + factor.rowsSize();
        double bySquare = outAdjoint[outAt + SQUARE];
        factor.invert(out, rows, out, outAt + KEPT, work);
        Arrays.fill(work, solution, solution + order, 0);
        for (int i = 0; i < order; i++) {
            multiplyAdd(work, solution, out[rows + i * stride + order], work, i * stride, i + 1);
        }
        if (inAdjoint[0] != null) {
            multiplyAdd(inAdjoint[0], at[0], 2 * bySquare, work, solution, order);
        }
        if (inAdjoint[1] != null) {
            addByCovariance(factor, -bySquare, outAdjoint[outAt + HALF_LOG_DETERMINANT] / 2, solution, work,
                    inAdjoint[1], at[1]);
        }
    }

    private static void multiplyAdd(double[] y, int yAt, double factor, double[] x, int xAt, int count) {
        for (int k = 0; k < count; k++) {
            y[yAt + k] = Math.fma(factor, x[xAt + k], y[yAt + k]);
        }
    }

    /** Adds what goes by the triangle that is read: off the diagonal, an element stands for two. */
    private void addByCovariance(UpperFactor factor, double byOuter, double byInverse, int solution, double[] work,
            double[] adjoint, int at) {
        int rows = order * factor.stride();
        for (int from = 0; from < order; from += UpperFactor.BLOCK) {
            int to = Math.min(order, from + UpperFactor.BLOCK);
            factor.inverseRows(work, from, rows);
            for (int i = from; i < to; i++) {
                int inverse = rows + (i - from) * factor.stride();
                double outer = byOuter * work[solution + i];
                int row = at + i * order;
                adjoint[row + i] += outer * work[solution + i] - byInverse * work[inverse + i];
                addRow(adjoint, row, 2 * outer, work, solution, -2 * byInverse, inverse, i + 1);
            }
        }
    }

    private void addRow(double[] adjoint, int row, double outer, double[] work, int solution, double byInverse,
            int inverse, int from) {
        for (int j = from; j < order; j++) {
            adjoint[row + j] += outer * work[solution + j] + byInverse * work[inverse + j];
        }
    }
}
