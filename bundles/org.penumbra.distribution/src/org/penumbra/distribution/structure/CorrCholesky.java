package org.penumbra.distribution.structure;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.math.Kernels;

/**
 * The factor of a correlation matrix from partial correlations tanh(u) (Lewandowski, Kurowicka and Joe 2009): element j
 * of a row is tanh(u_ij) times the length that the elements before it leave of 1, and the diagonal is the length that
 * is left in the end. That length is kept as a logarithm: 1 - tanh(u)^2 = cosh(u)^-2 does not run out of digits.
 *
 * @param order number of rows
 */
public record CorrCholesky(int order) implements StructuredBijector {

    @Override
    public String name() {
        return "corrCholesky[" + order + "]";
    }

    @Override
    public int freeSize() {
        return order * (order - 1) / 2;
    }

    @Override
    public int valueSize() {
        return order * order;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        Arrays.fill(out, outAt, outAt + order * order, 0);
        int next = at[0];
        double logJacobian = 0;
        for (int i = 0; i < order; i++) {
            double logLength = 0;
            for (int j = 0; j < i; j++) {
                double u = in[0][next++];
                double logCosh = Elements.logCosh(u);
                out[outAt + i * order + j] = Kernels.tanh(u) * Kernels.exp(logLength);
                logJacobian += logLength - 2 * logCosh;
                logLength -= logCosh;
            }
            out[outAt + i * order + i] = Kernels.exp(logLength);
        }
        out[outAt + order * order] = logJacobian;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        double byJacobian = outAdjoint[outAt + order * order];
        for (int i = 1; i < order; i++) {
            int row = outAt + i * order;
            int first = at[0] + i * (i - 1) / 2;
            double logLength = 0;
            for (int j = 0; j < i; j++) {
                logLength -= Elements.logCosh(in[0][first + j]);
            }
            double byLength = outAdjoint[row + i] * out[row + i];
            for (int j = i - 1; j >= 0; j--) {
                double u = in[0][first + j];
                double tanh = Kernels.tanh(u);
                double logCosh = Elements.logCosh(u);
                logLength += logCosh;
                double slope = Kernels.exp(logLength - 2 * logCosh);
                inAdjoint[0][first + j] += outAdjoint[row + j] * slope - (2 * byJacobian + byLength) * tanh;
                byLength += outAdjoint[row + j] * out[row + j] + byJacobian;
            }
        }
    }

    /** With the length that is left taken from the end of the row, where it is exact. */
    @Override
    public void inverse(double[] values, double[] free) {
        for (int i = 1; i < order; i++) {
            double left = values[i * order + i] * values[i * order + i];
            for (int j = i - 1; j >= 0; j--) {
                double value = values[i * order + j];
                free[i * (i - 1) / 2 + j] = Elements.asinh(value / Math.sqrt(left));
                left += value * value;
            }
        }
    }

    @Override
    public Optional<String> fault(double[] values) {
        for (int i = 0; i < order; i++) {
            double length = 0;
            for (int j = 0; j <= i; j++) {
                length += values[i * order + j] * values[i * order + j];
            }
            if (!(Math.abs(length - 1) <= Elements.TOLERANCE)) {
                return Optional.of("the squares of row " + (i + 1) + " sum to " + Elements.number(length) + ", not 1");
            }
        }
        return Elements.notTriangular(values, order);
    }
}
