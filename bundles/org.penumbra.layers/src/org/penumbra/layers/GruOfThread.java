package org.penumbra.layers;

import java.util.Arrays;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixProduct;

/** Gated recurrent units with the memory of one thread; see {@link GruFunction}. */
final class GruOfThread extends LayerFunction.OfThread<GruFunction> {

    private final MatrixKernel.Multiplier multiplier;
    private final ActivationLoop sigmoid;
    private final ActivationLoop tanh;
    private final int units;
    private final int width;
    private final MatrixProduct[] ofInputs;
    private final MatrixProduct[] ofStates;
    /** X W + b and H U + c on the way forwards, their adjoints on the way back. */
    private final double[] byInputs;
    private final double[] byStates;

    GruOfThread(GruFunction function) {
        super(function);
        this.multiplier = function.loops().products().multiplier();
        this.sigmoid = function.loops().activation(Activation.SIGMOID);
        this.tanh = function.loops().activation(Activation.TANH);
        this.units = function.units();
        this.width = GruFunction.GATES * units;
        this.ofInputs = products(function.inputRows(), function.inputs());
        this.ofStates = products(function.stateRows(), units);
        this.byInputs = new double[function.inputRows() * width];
        this.byStates = new double[function.stateRows() * width];
    }

    /** Forwards, by the rows and by the weights. */
    private MatrixProduct[] products(int rows, int inner) {
        return new MatrixProduct[] {MatrixProduct.of(rows, width, inner, function.precision()),
                MatrixProduct.ofTransposedB(rows, inner, width, function.precision()),
                MatrixProduct.ofTransposedA(inner, width, rows, function.precision())};
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        sums(ofInputs[0], in, at, 0, byInputs);
        sums(ofStates[0], in, at, 1, byStates);
        int keptAt = outAt + function.resultSize();
        for (int row = 0; row < function.rows(); row++) {
            int kept = keptAt + row * GruFunction.KEPT * units;
            gates(row % function.inputRows() * width, row % function.stateRows() * width, out, kept);
            int state = at[1] + row % function.stateRows() * units;
            int next = outAt + row * units;
            for (int j = 0; j < units; j++) {
                double candidate = out[kept + 2 * units + j];
                out[next + j] = candidate + out[kept + units + j] * (in[1][state + j] - candidate);
            }
        }
    }

    /** X W + b for input 0, H U + c for input 1. */
    private void sums(MatrixProduct product, double[][] in, int[] at, int input, double[] into) {
        boolean bias = function.bias();
        if (bias) {
            Biases.fill(product.rows(), width, in[input + 4], at[input + 4], into, 0);
        }
        multiplier.multiply(product, 1, in[input], at[input], in[input + 2], at[input + 2], bias ? 1 : 0, into, 0);
    }

    /** r, z, n and the part of n that r multiplies. */
    private void gates(int input, int state, double[] out, int kept) {
        for (int j = 0; j < 2 * units; j++) {
            out[kept + j] = byInputs[input + j] + byStates[state + j];
        }
        sigmoid.values(out, kept, out, kept, 2 * units);
        for (int j = 0; j < units; j++) {
            double gated = byStates[state + 2 * units + j];
            out[kept + 3 * units + j] = gated;
            out[kept + 2 * units + j] = byInputs[input + 2 * units + j] + out[kept + j] * gated;
        }
        tanh.values(out, kept + 2 * units, out, kept + 2 * units, units);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        Arrays.fill(byInputs, 0);
        Arrays.fill(byStates, 0);
        for (int row = 0; row < function.rows(); row++) {
            int kept = outAt + function.resultSize() + row * GruFunction.KEPT * units;
            int state = at[1] + row % function.stateRows() * units;
            adjoints(row, in[1], state, out, kept, outAdjoint, outAt + row * units);
            if (inAdjoint[1] != null) {
                for (int j = 0; j < units; j++) {
                    inAdjoint[1][state + j] += outAdjoint[outAt + row * units + j] * out[kept + units + j];
                }
            }
        }
        handOn(0, ofInputs, byInputs, in, at, inAdjoint);
        handOn(1, ofStates, byStates, in, at, inAdjoint);
    }

    /** Adjoints of both sums, by the slopes y (1 - y) of the gates and 1 - n^2 of the candidate. */
    private void adjoints(int row, double[] states, int state, double[] out, int kept, double[] adjoint, int next) {
        int input = row % function.inputRows() * width;
        int other = row % function.stateRows() * width;
        for (int j = 0; j < units; j++) {
            double reset = out[kept + j];
            double update = out[kept + units + j];
            double candidate = out[kept + 2 * units + j];
            double byCandidate = adjoint[next + j] * (1 - update) * (1 - candidate * candidate);
            double byUpdate = adjoint[next + j] * (states[state + j] - candidate) * update * (1 - update);
            double byReset = byCandidate * out[kept + 3 * units + j] * reset * (1 - reset);
            byInputs[input + j] += byReset;
            byInputs[input + units + j] += byUpdate;
            byInputs[input + 2 * units + j] += byCandidate;
            byStates[other + j] += byReset;
            byStates[other + units + j] += byUpdate;
            byStates[other + 2 * units + j] += byCandidate * reset;
        }
    }

    private void handOn(int input, MatrixProduct[] products, double[] adjoint, double[][] in, int[] at,
            double[][] inAdjoint) {
        int weight = input + 2;
        if (inAdjoint[input] != null) {
            multiplier.multiply(products[1], 1, adjoint, 0, in[weight], at[weight], 1, inAdjoint[input], at[input]);
        }
        if (inAdjoint[weight] != null) {
            multiplier.multiply(products[2], 1, in[input], at[input], adjoint, 0, 1, inAdjoint[weight], at[weight]);
        }
        if (function.bias() && inAdjoint[input + 4] != null) {
            function.loops().addRows(products[0].rows(), width, adjoint, 0, inAdjoint[input + 4], at[input + 4]);
        }
    }
}
