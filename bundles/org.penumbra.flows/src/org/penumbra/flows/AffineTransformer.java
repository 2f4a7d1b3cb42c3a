package org.penumbra.flows;

import org.penumbra.math.Kernels;

/**
 * y = z exp(s) + t; s = 20 tanh(h / 20) stays within 20, so that no step of an optimiser makes a scale overflow, and
 * is as good as h where a funnel's scales are, far out as well: where s fell behind h there, the tails of the flow
 * would be too light. Parameters: h, t.
 */
final class AffineTransformer extends Transformer {

    private static final double BOUND = 20;

    @Override
    int size() {
        return 2;
    }

    private static double logScale(double h) {
        return BOUND * Kernels.tanh(h / BOUND);
    }

    @Override
    double forward(double z, double[] h, int at) {
        logSlope = logScale(h[at]);
        return z * Kernels.exp(logSlope) + h[at + 1];
    }

    @Override
    void backward(double z, double[] h, int at, double outAdjoint, double logSlopeAdjoint, double[] hAdjoint) {
        double s = logScale(h[at]);
        double scale = Kernels.exp(s);
        inAdjoint = outAdjoint * scale;
        hAdjoint[at] = (outAdjoint * z * scale + logSlopeAdjoint) * (1 - s * s / (BOUND * BOUND));
        hAdjoint[at + 1] = outAdjoint;
    }

    @Override
    double inverse(double y, double[] h, int at) {
        return (y - h[at + 1]) * Kernels.exp(-logScale(h[at]));
    }
}
