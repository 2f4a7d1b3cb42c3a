package org.penumbra.layers;

import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixProduct;

/** A dense layer with the memory of one thread; see {@link DenseFunction}. */
final class DenseOfThread implements ArrayFunction {

    private final DenseFunction function;
    private final MatrixKernel.Multiplier multiplier;
    private final ActivationLoop activation;
    private final MatrixProduct sums;
    private final MatrixProduct byInput;
    private final MatrixProduct byWeight;

    DenseOfThread(DenseFunction function) {
        this.function = function;
        this.multiplier = function.loops().products().multiplier();
        this.activation = function.loops().activation(function.activation());
        int rows = function.rows();
        int inputs = function.inputs();
        int units = function.units();
        this.sums = MatrixProduct.of(rows, units, inputs, function.precision());
        this.byInput = MatrixProduct.ofTransposedB(rows, inputs, units, function.precision());
        this.byWeight = MatrixProduct.ofTransposedA(inputs, units, rows, function.precision());
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public List<Integer> inputSizes() {
        return function.inputSizes();
    }

    @Override
    public int outputSize() {
        return function.outputSize();
    }

    @Override
    public ArrayFunction with(InnerLoops loops) {
        return function.with(loops);
    }

    @Override
    public ArrayFunction forThread() {
        return function.forThread();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        if (function.bias()) {
            for (int row = 0; row < function.rows(); row++) {
                System.arraycopy(in[2], at[2], out, outAt + row * function.units(), function.units());
            }
        }
        multiplier.multiply(sums, 1, in[0], at[0], in[1], at[1], function.bias() ? 1 : 0, out, outAt);
        activate(out, outAt);
    }

    private void activate(double[] out, int outAt) {
        int size = function.resultSize();
        int arguments = outAt;
        if (function.activation().needsArgument()) {
            arguments = outAt + size;
            System.arraycopy(out, outAt, out, arguments, size);
        }
        if (function.activation() != Activation.IDENTITY) {
            activation.values(out, arguments, out, outAt, size);
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        adjointOfSums(out, outAt, outAdjoint);
        if (inAdjoint[0] != null) {
            multiplier.multiply(byInput, 1, outAdjoint, outAt, in[1], at[1], 1, inAdjoint[0], at[0]);
        }
        if (inAdjoint[1] != null) {
            multiplier.multiply(byWeight, 1, in[0], at[0], outAdjoint, outAt, 1, inAdjoint[1], at[1]);
        }
        if (function.bias() && inAdjoint[2] != null) {
            addColumns(outAdjoint, outAt, inAdjoint[2], at[2]);
        }
    }

    /** The adjoint of Y becomes that of X W + b. */
    private void adjointOfSums(double[] out, int outAt, double[] outAdjoint) {
        if (function.activation() != Activation.IDENTITY) {
            int size = function.resultSize();
            int arguments = function.activation().needsArgument() ? outAt + size : outAt;
            activation.timesSlopes(out, arguments, out, outAt, outAdjoint, outAt, size);
        }
    }

    private void addColumns(double[] adjoint, int adjointAt, double[] sums, int sumsAt) {
        for (int row = 0; row < function.rows(); row++) {
            int start = adjointAt + row * function.units();
            for (int unit = 0; unit < function.units(); unit++) {
                sums[sumsAt + unit] += adjoint[start + unit];
            }
        }
    }
}
