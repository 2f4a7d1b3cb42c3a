package org.penumbra.layers;

import java.util.Arrays;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;

/** Gated recurrent units with the memory of one thread; see {@link GruFunction}. */
final class GruOfThread extends LayerFunction.OfThread<GruFunction> {

    private final ActivationLoop sigmoid;
    private final ActivationLoop tanh;
    private final int units;
    private final int width;
    private final Linear ofInputs;
    private final Linear ofStates;
    /** X W + b and H U + c on the way forwards, their adjoints on the way back. */
    private final double[] byInputs;
    private final double[] byStates;

    GruOfThread(GruFunction function) {
        super(function);
        this.sigmoid = function.loops().activation(Activation.SIGMOID);
        this.tanh = function.loops().activation(Activation.TANH);
        this.units = function.units();
        this.width = GruFunction.GATES * units;
        this.ofInputs = new Linear(function.inputRows(), function.inputs(), width, function.precision(),
                function.loops());
        this.ofStates = new Linear(function.stateRows(), units, width, function.precision(), function.loops());
        this.byInputs = new double[function.inputRows() * width];
        this.byStates = new double[function.stateRows() * width];
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        sums(ofInputs, function.inputRows(), in, at, 0, byInputs);
        sums(ofStates, function.stateRows(), in, at, 1, byStates);
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
    private void sums(Linear linear, int rows, double[][] in, int[] at, int input, double[] into) {
        boolean bias = function.bias();
        if (bias) {
            Biases.fill(rows, width, in[input + 4], at[input + 4], into, 0);
        }
        linear.values(in[input], at[input], in[input + 2], at[input + 2], bias ? 1 : 0, into, 0);
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
        handOn(0, function.inputRows(), ofInputs, byInputs, in, at, inAdjoint);
        handOn(1, function.stateRows(), ofStates, byStates, in, at, inAdjoint);
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

    private void handOn(int input, int rows, Linear linear, double[] adjoint, double[][] in, int[] at,
            double[][] inAdjoint) {
        int weight = input + 2;
        if (inAdjoint[input] != null) {
            linear.byInput(adjoint, 0, in[weight], at[weight], 1, inAdjoint[input], at[input]);
        }
        if (inAdjoint[weight] != null) {
            linear.byWeight(in[input], at[input], adjoint, 0, inAdjoint[weight], at[weight]);
        }
        if (function.bias() && inAdjoint[input + 4] != null) {
            function.loops().addRows(rows, width, adjoint, 0, inAdjoint[input + 4], at[input + 4]);
        }
    }
}
