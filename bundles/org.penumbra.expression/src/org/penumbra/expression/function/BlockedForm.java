package org.penumbra.expression.function;

import java.util.Arrays;
import org.penumbra.math.Kernels;

/**
 * What {@link GaussianForm} computes, by the {@link UpperFactor} of the covariance with x beside it, so that the
 * solution of U' z = x comes with it. It keeps the inverse of the diagonal of U, then the rows of U and z.
 */
record BlockedForm(int order, UpperFactor factor) implements GaussianMethod {

    /** A product of numbers may grow to the inverse of this, and shrink to this, before its logarithm is taken. */
    private static final double SMALL = 0x1p-256;

    BlockedForm(int order, InnerLoops loops) {
        this(order, new UpperFactor(order, loops));
    }

    @Override
    public GaussianMethod with(InnerLoops loops) {
        return new BlockedForm(order, loops);
    }

    @Override
    public int keptSize() {
        return order + order * factor.stride();
    }

    /** For the inverse of the factor, some rows of that of A, and A^-1 x. */
    @Override
    public int workSize() {
        return order * factor.stride() + factor.rowsSize() + order;
    }

    @Override
    public void forward(double[][] in, int[] at, double noise, double[] out, int outAt, double[] work) {
        int stride = factor.stride();
        int scales = outAt + GaussianForm.KEPT;
        int rows = scales + order;
        for (int i = 0; i < order; i++) {
            int row = rows + i * stride;
            Arrays.fill(out, row, row + i, 0);
            System.arraycopy(in[1], at[1] + i * order + i, out, row + i, order - i);
            out[row + i] += noise;
            out[row + order] = in[0][at[0] + i];
            Arrays.fill(out, row + order + 1, row + stride, 0);
        }
        factor.factor(out, rows, out, scales);
        out[outAt + GaussianForm.SQUARE] = square(out, rows + order, stride);
        out[outAt + GaussianForm.HALF_LOG_DETERMINANT] = logarithm(out, rows, stride + 1);
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
    public void backward(int[] at, double[] out, int outAt, double bySquare, double byInverse, double[][] inAdjoint,
            double[] work) {
        int stride = factor.stride();
        int rows = outAt + GaussianForm.KEPT + order;
        int solution = order * stride + factor.rowsSize();
        factor.invert(out, rows, out, outAt + GaussianForm.KEPT, work);
        Arrays.fill(work, solution, solution + order, 0);
        for (int i = 0; i < order; i++) {
            multiplyAdd(work, solution, out[rows + i * stride + order], work, i * stride, i + 1);
        }
        if (inAdjoint[0] != null) {
            multiplyAdd(inAdjoint[0], at[0], 2 * bySquare, work, solution, order);
        }
        boolean byNoise = inAdjoint.length > 2 && inAdjoint[2] != null;
        if (inAdjoint[1] != null || byNoise) {
            double sum = addByCovariance(-bySquare, byInverse, work, inAdjoint[1], at[1]);
            if (byNoise) {
                inAdjoint[2][at[2]] += sum;
            }
        }
    }

    private static void multiplyAdd(double[] y, int yAt, double factor, double[] x, int xAt, int count) {
        for (int k = 0; k < count; k++) {
            y[yAt + k] = Math.fma(factor, x[xAt + k], y[yAt + k]);
        }
    }

    /**
     * Adds what goes by the triangle that is read: off the diagonal, an element stands for two.
     *
     * @param adjoint may be null
     * @return the sum of what goes by the diagonal
     */
    private double addByCovariance(double byOuter, double byInverse, double[] work, double[] adjoint, int at) {
        int rows = order * factor.stride();
        int solution = rows + factor.rowsSize();
        double sum = 0;
        for (int from = 0; from < order; from += UpperFactor.BLOCK) {
            int to = Math.min(order, from + UpperFactor.BLOCK);
            factor.inverseRows(work, from, rows);
            for (int i = from; i < to; i++) {
                int inverse = rows + (i - from) * factor.stride();
                double outer = byOuter * work[solution + i];
                double diagonal = outer * work[solution + i] - byInverse * work[inverse + i];
                sum += diagonal;
                if (adjoint != null) {
                    int row = at + i * order;
                    adjoint[row + i] += diagonal;
                    addRow(adjoint, row, 2 * outer, work, solution, -2 * byInverse, inverse, i + 1);
                }
            }
        }
        return sum;
    }

    private void addRow(double[] adjoint, int row, double outer, double[] work, int solution, double byInverse,
            int inverse, int from) {
        for (int j = from; j < order; j++) {
            adjoint[row + j] += outer * work[solution + j] + byInverse * work[inverse + j];
        }
    }
}
