package org.penumbra.distribution.structure;

import java.util.Optional;
import org.penumbra.math.Kernels;

/**
 * Breaks a stick of length 1 again and again: element k is the share expit(u_k - log(order - k)) of what is left before
 * it, so that all elements are equal at u = 0. What is left is kept as a logarithm, which does not run out of digits.
 *
 * @param order number of elements
 */
public record Simplex(int order) implements StructuredBijector {

    @Override
    public String name() {
        return "simplex[" + order + "]";
    }

    @Override
    public int freeSize() {
        return order - 1;
    }

    @Override
    public int valueSize() {
        return order;
    }

    private double centred(double u, int k) {
        return u - Kernels.log(order - 1 - k);
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        double logLeft = 0;
        double logJacobian = 0;
        for (int k = 0; k < order - 1; k++) {
            double t = centred(in[0][at[0] + k], k);
            double logShare = -Kernels.softplus(-t);
            double logRest = -Kernels.softplus(t);
            out[outAt + k] = Kernels.exp(logLeft + logShare);
            logJacobian += logLeft + logShare + logRest;
            logLeft += logRest;
        }
        out[outAt + order - 1] = Kernels.exp(logLeft);
        out[outAt + order] = logJacobian;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        double byJacobian = outAdjoint[outAt + order];
        double byLeft = outAdjoint[outAt + order - 1] * out[outAt + order - 1];
        for (int k = order - 2; k >= 0; k--) {
            double t = centred(in[0][at[0] + k], k);
            double byShare = outAdjoint[outAt + k] * out[outAt + k] + byJacobian;
            double byRest = byLeft + byJacobian;
            inAdjoint[0][at[0] + k] += byShare * Kernels.expit(-t) - byRest * Kernels.expit(t);
            byLeft += byShare;
        }
    }

    @Override
    public void inverse(double[] values, double[] free) {
        double after = values[order - 1];
        for (int k = order - 2; k >= 0; k--) {
            free[k] = Kernels.log(values[k]) - Kernels.log(after) + Kernels.log(order - 1 - k);
            after += values[k];
        }
    }

    @Override
    public Optional<String> fault(double[] values) {
        double sum = 0;
        for (int k = 0; k < order; k++) {
            if (!(values[k] >= 0)) {
                return Optional.of("element " + (k + 1) + " is " + Elements.number(values[k]) + ", not 0 or above");
            }
            sum += values[k];
        }
        return Math.abs(sum - 1) <= Elements.TOLERANCE ? Optional.empty()
                : Optional.of("its elements sum to " + Elements.number(sum) + ", not 1");
    }
}
