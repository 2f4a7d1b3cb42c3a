package org.penumbra.layers;

/**
 * Convolutions with the memory of one thread: the patches of a few images at a time are laid out as a matrix and
 * multiplied with the kernel; see {@link ConvFunction}.
 */
final class ConvOfThread extends LayerFunction.OfThread<ConvFunction> {

    private final Window window;
    private final int units;
    private final Activating activating;
    private final ImageBlocks blocks;
    private final double[] patches;

    ConvOfThread(ConvFunction function) {
        super(function);
        this.window = function.window();
        this.units = function.units();
        this.activating = new Activating(function.activation(), function.resultSize(), function.loops());
        this.blocks = new ImageBlocks(function.images(), window, units, function.precision(), function.loops());
        this.patches = new double[window.isPixel() ? 0 : blocks.patchesSize()];
    }

    /** Where the result of a block is. */
    private int result(int block, int outAt) {
        return outAt + blocks.first(block) * window.places() * units;
    }

    private int image(int block, int[] at) {
        return at[0] + blocks.first(block) * window.imageSize();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        boolean bias = function.bias();
        if (bias) {
            Biases.fill(function.resultSize() / units, units, in[2], at[2], out, outAt);
        }
        for (int block = 0; block < blocks.count(); block++) {
            double[] seen = seen(block, in, at);
            blocks.linear(block).values(seen, seenAt(block, at), in[1], at[1], bias ? 1 : 0, out,
                    result(block, outAt));
        }
        activating.apply(out, outAt);
    }

    /** What the window sees: pixels as they are, or a matrix of patches that is made now. */
    private double[] seen(int block, double[][] in, int[] at) {
        if (window.isPixel()) {
            return in[0];
        }
        blocks.gather(block, in[0], image(block, at), patches);
        return patches;
    }

    private int seenAt(int block, int[] at) {
        return window.isPixel() ? image(block, at) : 0;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        activating.goBack(out, outAt, outAdjoint);
        for (int block = 0; block < blocks.count(); block++) {
            if (inAdjoint[1] != null) {
                double[] seen = seen(block, in, at);
                blocks.linear(block).byWeight(seen, seenAt(block, at), outAdjoint, result(block, outAt), inAdjoint[1],
                        at[1]);
            }
            if (inAdjoint[0] != null) {
                byImage(block, in, at, outAdjoint, result(block, outAt), inAdjoint[0]);
            }
        }
        if (function.bias() && inAdjoint[2] != null) {
            function.loops().addRows(function.resultSize() / units, units, outAdjoint, outAt, inAdjoint[2], at[2]);
        }
    }

    private void byImage(int block, double[][] in, int[] at, double[] adjoint, int from, double[] images) {
        Linear linear = blocks.linear(block);
        if (window.isPixel()) {
            linear.byInput(adjoint, from, in[1], at[1], 1, images, image(block, at));
        } else {
            linear.byInput(adjoint, from, in[1], at[1], 0, patches, 0);
            blocks.scatter(block, patches, images, image(block, at));
        }
    }
}
