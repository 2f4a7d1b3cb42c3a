package org.penumbra.flows;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * f(z) = (1 - g) z + g B(z) with a {@link BlockNetwork} B and a gate g between 0 and 1 (De Cao et al. 2019, section
 * 3.3): the share of the identity makes it onto, which bounded units alone are not.
 *
 * <p>Parameters: the logit of g, then those of the network.
 */
final class BlockLayer implements Layer {

    private static final double GATE = -2;
    private static final int STEPS = 200;
    private static final double PRECISION = 1e-15;

    private final int n;
    private final int offset;
    private final boolean reversed;
    private final BlockNetwork network;
    private double gate;

    /** @param reversed whether the last coordinate is the first block */
    BlockLayer(int dimension, int hidden, int depth, boolean reversed, int offset) {
        this.n = dimension;
        this.offset = offset;
        this.reversed = reversed;
        this.network = new BlockNetwork(dimension, hidden, depth, offset + 1);
    }

    @Override
    public int parameterCount() {
        return network.end() - offset;
    }

    @Override
    public void initialise(double[] parameters, RandomStream random) {
        parameters[offset] = GATE;
        network.initialise(parameters, random);
    }

    private int coordinate(int block) {
        return reversed ? n - 1 - block : block;
    }

    private void prepare(double[] parameters) {
        gate = Kernels.expit(parameters[offset]);
        network.prepare(parameters);
    }

    @Override
    public double forward(double[] parameters, double[] in, double[] out) {
        prepare(parameters);
        double logDet = 0;
        for (int block = 0; block < n; block++) {
            int i = coordinate(block);
            out[i] = at(parameters, block, in[i]);
            logDet += Kernels.log(slope(block));
        }
        return logDet;
    }

    private double at(double[] parameters, int block, double value) {
        network.forward(parameters, block, value);
        return (1 - gate) * value + gate * network.value(block);
    }

    private double slope(int block) {
        return 1 - gate + gate * network.slope(block);
    }

    @Override
    public void backward(double[] parameters, double[] in, double[] outAdjoint, double logDetAdjoint,
            double[] inAdjoint, double[] gradient) {
        double ofGate = 0;
        for (int block = 0; block < n; block++) {
            int i = coordinate(block);
            double ofSlope = logDetAdjoint / slope(block);
            network.seed(block, gate * outAdjoint[i], gate * ofSlope);
            ofGate += outAdjoint[i] * (network.value(block) - in[i]) + ofSlope * (network.slope(block) - 1);
        }
        double[] ofInput = network.backward(parameters, gradient);
        for (int block = 0; block < n; block++) {
            int i = coordinate(block);
            inAdjoint[i] = (1 - gate) * outAdjoint[i] + ofInput[block];
        }
        gradient[offset] += ofGate * gate * (1 - gate);
    }

    /** Coordinate by coordinate, each by a scalar equation with one root. */
    @Override
    public void inverse(double[] parameters, double[] out, double[] in) {
        prepare(parameters);
        for (int block = 0; block < n; block++) {
            int i = coordinate(block);
            in[i] = solve(parameters, block, out[i]);
        }
    }

    /** Newton's method inside of a bracket that first grows and then shrinks. Leaves the network at the root. */
    private double solve(double[] parameters, int block, double wanted) {
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        double reach = 1;
        double value = wanted;
        for (int step = 0; step < STEPS; step++) {
            double excess = at(parameters, block, value) - wanted;
            low = excess <= 0 ? value : low;
            high = excess > 0 ? value : high;
            double next = value - excess / slope(block);
            if (Math.abs(next - value) <= PRECISION * Math.max(1, Math.abs(value))) {
                return value;
            }
            if (!(next > low && next < high)) {
                reach *= 2;
                next = Double.isInfinite(low) ? high - reach : Double.isInfinite(high) ? low + reach
                        : 0.5 * (low + high);
            }
            value = next;
        }
        return value;
    }
}
