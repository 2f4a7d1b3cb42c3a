package org.penumbra.flows;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * f(z) = z + b h (z - z0) with h = 1 / (a + |z - z0|): contracts or expands around a centre (Rezende and Mohamed 2015,
 * equation 14). Invertible when b > -a, which b = a (softplus - 1) gives (their appendix A.2).
 *
 * <p>Parameters: z0, log a, and the free number behind b.
 */
final class RadialLayer implements Layer {

    private static final double START = 0.01;

    private final int n;
    private final int offset;
    private double a;
    private double share;
    private double radius;
    private double h;

    RadialLayer(int dimension, int offset) {
        this.n = dimension;
        this.offset = offset;
    }

    @Override
    public int parameterCount() {
        return n + 2;
    }

    @Override
    public void initialise(double[] parameters, RandomStream random) {
        for (int i = 0; i < n; i++) {
            parameters[offset + i] = random.nextGaussian();
        }
        parameters[offset + n] = 0;
        parameters[offset + n + 1] = START * random.nextGaussian();
    }

    private void prepare(double[] parameters) {
        a = Kernels.exp(parameters[offset + n]);
        share = Softplus.value(parameters[offset + n + 1]) - 1;
    }

    private double distance(double[] parameters, double[] z) {
        double square = 0;
        for (int i = 0; i < n; i++) {
            double away = z[i] - parameters[offset + i];
            square += away * away;
        }
        return Math.sqrt(square);
    }

    @Override
    public double forward(double[] parameters, double[] in, double[] out) {
        prepare(parameters);
        radius = distance(parameters, in);
        h = 1 / (a + radius);
        double stretch = a * share * h;
        for (int i = 0; i < n; i++) {
            out[i] = in[i] + stretch * (in[i] - parameters[offset + i]);
        }
        return (n - 1) * Kernels.log1p(stretch) + Kernels.log1p(stretch * a * h);
    }

    @Override
    public void backward(double[] parameters, double[] in, double[] outAdjoint, double logDetAdjoint,
            double[] inAdjoint, double[] gradient) {
        double b = a * share;
        double stretch = b * h;
        double ofProduct = logDetAdjoint / (1 + stretch * a * h);
        double ofStretch = logDetAdjoint * (n - 1) / (1 + stretch);
        for (int i = 0; i < n; i++) {
            ofStretch += outAdjoint[i] * (in[i] - parameters[offset + i]);
        }
        double ofH = 2 * ofProduct * a * b * h + ofStretch * b;
        double ofB = ofProduct * a * h * h + ofStretch * h;
        double ofRadius = -ofH * h * h;
        double ofA = ofProduct * b * h * h + ofRadius + ofB * share;
        double radial = radius > 0 ? ofRadius / radius : 0;
        for (int i = 0; i < n; i++) {
            double ofAway = stretch * outAdjoint[i] + radial * (in[i] - parameters[offset + i]);
            inAdjoint[i] = outAdjoint[i] + ofAway;
            gradient[offset + i] -= ofAway;
        }
        gradient[offset + n] += ofA * a;
        gradient[offset + n + 1] += ofB * a * Softplus.slope(parameters[offset + n + 1]);
    }

    /** The radius before solves r + b r / (a + r) = radius, a quadratic equation with one positive root. */
    @Override
    public void inverse(double[] parameters, double[] out, double[] in) {
        prepare(parameters);
        double after = distance(parameters, out);
        double half = after - a - a * share;
        double root = Math.sqrt(half * half + 4 * a * after);
        double before = half > 0 ? 0.5 * (half + root) : 2 * a * after / (root - half);
        double shrink = 1 / (1 + a * share / (a + before));
        for (int i = 0; i < n; i++) {
            in[i] = parameters[offset + i] + shrink * (out[i] - parameters[offset + i]);
        }
    }
}
