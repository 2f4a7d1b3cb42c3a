package org.penumbra.layers;

/** A dense layer with the memory of one thread; see {@link DenseFunction}. */
final class DenseOfThread extends LayerFunction.OfThread<DenseFunction> {

    private final Linear linear;
    private final Activating activating;

    DenseOfThread(DenseFunction function) {
        super(function);
        this.linear = new Linear(function.rows(), function.inputs(), function.units(), function.precision(),
                function.loops());
        this.activating = new Activating(function.activation(), function.resultSize(), function.loops());
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        if (function.bias()) {
            Biases.fill(function.rows(), function.units(), in[2], at[2], out, outAt);
        }
        linear.values(in[0], at[0], in[1], at[1], function.bias() ? 1 : 0, out, outAt);
        activating.apply(out, outAt);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        activating.goBack(out, outAt, outAdjoint);
        if (inAdjoint[0] != null) {
            linear.byInput(outAdjoint, outAt, in[1], at[1], 1, inAdjoint[0], at[0]);
        }
        if (inAdjoint[1] != null) {
            linear.byWeight(in[0], at[0], outAdjoint, outAt, inAdjoint[1], at[1]);
        }
        if (function.bias() && inAdjoint[2] != null) {
            function.loops().addRows(function.rows(), function.units(), outAdjoint, outAt, inAdjoint[2], at[2]);
        }
    }
}
