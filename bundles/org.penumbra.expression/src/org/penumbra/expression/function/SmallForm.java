package org.penumbra.expression.function;

import java.util.Arrays;
import org.penumbra.math.Kernels;

/**
 * What {@link GaussianForm} computes, for a small covariance, by {@link Elimination}: it keeps the inverses of the
 * pivots and the multipliers.
 */
record SmallForm(int order, Elimination elimination) implements GaussianMethod {

    /** Numbers beyond this or its inverse have logarithms of their own. */
    private static final double SMALL = 0x1p-256;

    SmallForm(int order) {
        this(order, new Elimination(order));
    }

    @Override
    public GaussianMethod with(InnerLoops loops) {
        return this;
    }

    @Override
    public int keptSize() {
        return order + workSize();
    }

    @Override
    public int workSize() {
        return order * elimination.stride();
    }

    @Override
    public void forward(double[][] in, int[] at, double noise, double[] out, int outAt, double[] work) {
        int stride = elimination.stride();
        int scales = outAt + GaussianForm.KEPT;
        int multipliers = scales + order;
        double square = 0;
        Arrays.fill(work, 0, order * stride, 0);
        for (int i = 0; i < order; i++) {
            int row = i * stride;
            copy(in[1], at[1] + i * order, i, work, row);
            work[row + i] += noise;
            work[row + order] = in[0][at[0] + i];
            elimination.eliminate(i, work, out, multipliers, out, scales);
            square = Math.fma(-out[multipliers + row + order], work[row + order], square);
        }
        out[outAt + GaussianForm.SQUARE] = square;
        out[outAt + GaussianForm.HALF_LOG_DETERMINANT] = -0.5 * logarithm(out, scales);
    }

    private void copy(double[] a, int at, int from, double[] work, int row) {
        for (int j = from; j < order; j++) {
            work[row + j] = a[at + j];
        }
    }

    /** The sum of the logarithms, as few of them as can be. */
    private double logarithm(double[] x, int at) {
        double sum = 0;
        double product = 1;
        for (int i = at; i < at + order; i++) {
            if (isOrdinary(x[i])) {
                product *= x[i];
            } else {
                sum += Kernels.log(x[i]);
            }
            if (!isOrdinary(product)) {
                sum += Kernels.log(product);
                product = 1;
            }
        }
        return sum + Kernels.log(product);
    }

    private static boolean isOrdinary(double x) {
        return x > SMALL && x < 1 / SMALL;
    }

    @Override
    public void backward(int[] at, double[] out, int outAt, double bySquare, double byInverse, double[][] inAdjoint,
            double[] work) {
        int scales = outAt + GaussianForm.KEPT;
        elimination.invert(out, scales + order, out, scales, work);
        if (inAdjoint[0] != null) {
            addByVector(2 * bySquare, work, inAdjoint[0], at[0]);
        }
        if (inAdjoint[1] != null) {
            addByCovariance(-bySquare, byInverse, work, inAdjoint[1], at[1]);
        }
        if (inAdjoint.length > 2 && inAdjoint[2] != null) {
            inAdjoint[2][at[2]] += byDiagonal(-bySquare, byInverse, work);
        }
    }

    private void addByVector(double factor, double[] work, double[] adjoint, int at) {
        int stride = elimination.stride();
        for (int i = 0; i < order; i++) {
            adjoint[at + i] = Math.fma(factor, work[i * stride + order], adjoint[at + i]);
        }
    }

    /** Adds a multiple of A^-1 x x' A^-1 and one of A^-1; off the diagonal, an element stands for two. */
    private void addByCovariance(double byOuter, double byInverse, double[] work, double[] adjoint, int at) {
        int stride = elimination.stride();
        for (int i = 0; i < order; i++) {
            int inverse = i * stride;
            int row = at + i * order;
            double outer = 2 * byOuter * work[inverse + order];
            adjoint[row + i] += diagonal(i, byOuter, byInverse, work);
            for (int j = i + 1; j < order; j++) {
                adjoint[row + j] += Math.fma(outer, work[j * stride + order], 2 * byInverse * work[inverse + j]);
            }
        }
    }

    private double diagonal(int i, double byOuter, double byInverse, double[] work) {
        int row = i * elimination.stride();
        double solution = work[row + order];
        return Math.fma(byOuter * solution, solution, byInverse * work[row + i]);
    }

    private double byDiagonal(double byOuter, double byInverse, double[] work) {
        double sum = 0;
        for (int i = 0; i < order; i++) {
            sum += diagonal(i, byOuter, byInverse, work);
        }
        return sum;
    }
}
