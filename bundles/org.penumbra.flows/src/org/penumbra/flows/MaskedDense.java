package org.penumbra.flows;

import org.penumbra.math.RandomStream;

/**
 * A linear map in which each input reaches the outputs from some position on: with inputs and outputs in the order of
 * their degrees every mask of an autoregressive network has this form, and no weight is wasted on a zero.
 *
 * <p>Parameters: for each input the weights of the outputs that it reaches, then the biases.
 */
final class MaskedDense {

    private final int outputs;
    private final int[] first;
    private final int offset;
    private final int biases;

    /** @param first for each input the first output that it reaches; ascending is not required */
    MaskedDense(int outputs, int[] first, int offset) {
        this.outputs = outputs;
        this.first = first.clone();
        this.offset = offset;
        int at = offset;
        for (int reached : first) {
            at += outputs - reached;
        }
        this.biases = at;
    }

    int end() {
        return biases + outputs;
    }

    /** Weights normal with a variance of one by the number of inputs, times {@code size}; biases likewise. */
    void initialise(double[] parameters, double size, RandomStream random) {
        double scale = size / Math.sqrt(Math.max(1, first.length));
        for (int i = offset; i < biases; i++) {
            parameters[i] = scale * random.nextGaussian();
        }
        for (int i = biases; i < end(); i++) {
            parameters[i] = size * random.nextGaussian();
        }
    }

    void forward(double[] parameters, double[] in, double[] out) {
        System.arraycopy(parameters, biases, out, 0, outputs);
        int at = offset;
        for (int j = 0; j < first.length; j++) {
            double value = in[j];
            int shift = at - first[j];
            for (int o = first[j]; o < outputs; o++) {
                out[o] += parameters[shift + o] * value;
            }
            at += outputs - first[j];
        }
    }

    /** @param inAdjoint overwritten */
    void backward(double[] parameters, double[] in, double[] outAdjoint, double[] inAdjoint, double[] gradient) {
        int at = offset;
        for (int j = 0; j < first.length; j++) {
            double value = in[j];
            int shift = at - first[j];
            double sum = 0;
            for (int o = first[j]; o < outputs; o++) {
                sum += parameters[shift + o] * outAdjoint[o];
                gradient[shift + o] += value * outAdjoint[o];
            }
            inAdjoint[j] = sum;
            at += outputs - first[j];
        }
        for (int o = 0; o < outputs; o++) {
            gradient[biases + o] += outAdjoint[o];
        }
    }
}
