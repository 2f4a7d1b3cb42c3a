package org.penumbra.distribution.structure;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.math.Kernels;

/**
 * The factor of a covariance matrix: elements below the diagonal are free, those on it are exp(u).
 *
 * @param order number of rows
 */
public record CovCholesky(int order) implements StructuredBijector {

    @Override
    public String name() {
        return "covCholesky[" + order + "]";
    }

    @Override
    public int freeSize() {
        return order * (order + 1) / 2;
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
            for (int j = 0; j < i; j++) {
                out[outAt + i * order + j] = in[0][next++];
            }
            logJacobian += in[0][next];
            out[outAt + i * order + i] = Kernels.exp(in[0][next++]);
        }
        out[outAt + order * order] = logJacobian;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        int next = at[0];
        for (int i = 0; i < order; i++) {
            int row = outAt + i * order;
            for (int j = 0; j < i; j++) {
                inAdjoint[0][next++] += outAdjoint[row + j];
            }
            inAdjoint[0][next++] += outAdjoint[row + i] * out[row + i] + outAdjoint[outAt + order * order];
        }
    }

    @Override
    public void inverse(double[] values, double[] free) {
        int next = 0;
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                free[next++] = values[i * order + j];
            }
            free[next++] = Kernels.log(values[i * order + i]);
        }
    }

    @Override
    public Optional<String> fault(double[] values) {
        return Elements.notTriangular(values, order);
    }
}
