package org.penumbra.distribution.structure;

import java.util.Optional;
import org.penumbra.math.Kernels;

/**
 * Each element lies exp(u_k) above the one before, the first one above 0.
 *
 * @param order number of elements
 */
public record PositiveOrdered(int order) implements StructuredBijector {

    @Override
    public String name() {
        return "positiveOrdered[" + order + "]";
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
            value += Kernels.exp(in[0][at[0] + k]);
            logJacobian += in[0][at[0] + k];
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
            inAdjoint[0][at[0] + k] += byValue * Kernels.exp(in[0][at[0] + k]) + outAdjoint[outAt + order];
        }
    }

    @Override
    public void inverse(double[] values, double[] free) {
        for (int k = 0; k < order; k++) {
            free[k] = Kernels.log(k == 0 ? values[0] : values[k] - values[k - 1]);
        }
    }

    @Override
    public Optional<String> fault(double[] values) {
        return order > 0 && !(values[0] > 0) ? Optional.of("element 1 is " + Elements.number(values[0])
                + ", not positive") : Elements.notIncreasing(values, order);
    }
}
