package org.penumbra.flows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penumbra.math.RandomStream;

/**
 * Each coordinate goes through a transformer whose parameters come from the coordinates of smaller degree. With degrees
 * 1 to n this is an autoregressive layer, with the degrees 1 and 2 a coupling layer. The Jacobian is triangular; the
 * inverse takes as many passes through the network as there are degrees.
 */
final class ConditionedLayer implements Layer {

    private final int n;
    private final int offset;
    private final int[] order;
    private final int[] degrees;
    private final Transformer transformer;
    private final MaskedNetwork network;
    private final double[] h;
    private final double[] ofH;

    /** @param degreesOf the degree of each coordinate, from 1 without gaps */
    ConditionedLayer(int[] degreesOf, Transformer transformer, int hidden, int depth, int offset) {
        this.n = degreesOf.length;
        this.offset = offset;
        this.order = IntStream.range(0, n).boxed().sorted((a, b) -> Integer.compare(degreesOf[a], degreesOf[b]))
                .mapToInt(i -> i).toArray();
        this.degrees = Arrays.stream(order).map(i -> degreesOf[i]).toArray();
        this.transformer = transformer;
        this.network = new MaskedNetwork(degrees, transformer.size(), hidden, depth, offset);
        this.h = new double[n * transformer.size()];
        this.ofH = new double[h.length];
    }

    @Override
    public int parameterCount() {
        return network.end() - offset;
    }

    @Override
    public void initialise(double[] parameters, RandomStream random) {
        network.initialise(parameters, random);
    }

    @Override
    public double forward(double[] parameters, double[] in, double[] out) {
        for (int p = 0; p < n; p++) {
            network.input()[p] = in[order[p]];
        }
        network.forward(parameters, h);
        double logDet = 0;
        for (int p = 0; p < n; p++) {
            out[order[p]] = transformer.forward(in[order[p]], h, p * transformer.size());
            logDet += transformer.logSlope;
        }
        return logDet;
    }

    @Override
    public void backward(double[] parameters, double[] in, double[] outAdjoint, double logDetAdjoint,
            double[] inAdjoint, double[] gradient) {
        for (int p = 0; p < n; p++) {
            int i = order[p];
            transformer.backward(in[i], h, p * transformer.size(), outAdjoint[i], logDetAdjoint, ofH);
            inAdjoint[i] = transformer.inAdjoint;
        }
        double[] ofInput = network.backward(parameters, ofH, gradient);
        for (int p = 0; p < n; p++) {
            inAdjoint[order[p]] += ofInput[p];
        }
    }

    /** Degree by degree: what a coordinate needs is known when it is its turn. */
    @Override
    public void inverse(double[] parameters, double[] out, double[] in) {
        Arrays.fill(network.input(), 0);
        for (int from = 0, to; from < n; from = to) {
            network.forward(parameters, h);
            for (to = from; to < n && degrees[to] == degrees[from]; to++) {
                in[order[to]] = transformer.inverse(out[order[to]], h, to * transformer.size());
            }
            for (int p = from; p < to; p++) {
                network.input()[p] = in[order[p]];
            }
        }
    }
}
