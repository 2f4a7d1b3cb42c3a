package org.penumbra.layers;

import java.util.Arrays;

/**
 * Transposed convolutions with the memory of one thread. What a convolution does on its way back to the image this does
 * forwards, and the other way round; see {@link ConvTransposeFunction}.
 */
final class ConvTransposeOfThread extends LayerFunction.OfThread<ConvTransposeFunction> {

    private final Window window;
    private final Activating activating;
    private final ImageBlocks blocks;
    private final double[] patches;

    ConvTransposeOfThread(ConvTransposeFunction function) {
        super(function);
        this.window = function.window();
        this.activating = new Activating(function.activation(), function.resultSize(), function.loops());
        this.blocks = new ImageBlocks(function.images(), window, function.inputs(), function.precision(),
                function.loops());
        this.patches = new double[blocks.patchesSize()];
    }

    private int input(int block, int[] at) {
        return at[0] + blocks.first(block) * window.places() * function.inputs();
    }

    private int image(int block, int outAt) {
        return outAt + blocks.first(block) * window.imageSize();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int channels = window.channels();
        if (function.bias()) {
            Biases.fill(function.resultSize() / channels, channels, in[2], at[2], out, outAt);
        } else {
            Arrays.fill(out, outAt, outAt + function.resultSize(), 0);
        }
        for (int block = 0; block < blocks.count(); block++) {
            blocks.linear(block).byInput(in[0], input(block, at), in[1], at[1], 0, patches, 0);
            blocks.scatter(block, patches, out, image(block, outAt));
        }
        activating.apply(out, outAt);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        activating.goBack(out, outAt, outAdjoint);
        for (int block = 0; block < blocks.count(); block++) {
            blocks.gather(block, outAdjoint, image(block, outAt), patches);
            if (inAdjoint[0] != null) {
                blocks.linear(block).values(patches, 0, in[1], at[1], 1, inAdjoint[0], input(block, at));
            }
            if (inAdjoint[1] != null) {
                blocks.linear(block).byWeight(patches, 0, in[0], input(block, at), inAdjoint[1], at[1]);
            }
        }
        if (function.bias() && inAdjoint[2] != null) {
            function.loops().addRows(function.resultSize() / window.channels(), window.channels(), outAdjoint, outAt,
                    inAdjoint[2], at[2]);
        }
    }
}
