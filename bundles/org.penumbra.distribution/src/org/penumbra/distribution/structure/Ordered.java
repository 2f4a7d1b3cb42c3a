package org.penumbra.distribution.structure;

import java.util.Optional;
import org.penumbra.math.Kernels;

/**
 * The first element is free, each further one lies exp(u_k) above the one before.
 *
 * @param order number of elements
 */
public record Ordered(int order) implements StructuredBijector {

    @Override
    public String name() {
        return "ordered[" + order + "]";
    }

    @Override
    public int freeSize() {
        return order;
    }

    @Override
    public int valueSize() {
        return order;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        double value = 0;
        double logJacobian = 0;
        for (int k = 0; k < order; k++) {
            double u = in[0][at[0] + k];
            value += k == 0 ? u : Kernels.exp(u);
            logJacobian += k == 0 ? 0 : u;
            out[outAt + k] = value;
        }
        out[outAt + order] = logJacobian;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        double byValue = 0;
        for (int k = order - 1; k >= 0; k--) {
            byValue += outAdjoint[outAt + k];
            inAdjoint[0][at[0] + k] += k == 0 ? byValue
                    : byValue * Kernels.exp(in[0][at[0] + k]) + outAdjoint[outAt + order];
        }
    }

    @Override
    public void inverse(double[] values, double[] free) {
        for (int k = 0; k < order; k++) {
            free[k] = k == 0 ? values[0] : Kernels.log(values[k] - values[k - 1]);
        }
    }

    @Override
    public Optional<String> fault(double[] values) {
        return Elements.notIncreasing(values, order);
    }
}
