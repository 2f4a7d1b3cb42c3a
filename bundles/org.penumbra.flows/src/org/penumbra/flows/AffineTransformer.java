package org.penumbra.flows;

import org.penumbra.math.Kernels;

/**
 * y = z exp(s) + t; s = 8 tanh(h / 8) stays within 8, so that no step of an optimiser makes a scale overflow.
 * Parameters: h, t.
 */
final class AffineTransformer extends Transformer {

    private static final double BOUND = 8;

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
