package org.penumbra.layers;

import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;

/**
 * The transpose of a convolution, which makes an image larger: each pixel of the input puts its multiple of the kernel
 * into the output, {@code stride} pixels further than its neighbour. The output has (height - 1) stride + kernel rows,
 * less {@code padding} on either side; with 'same' it has height times stride. Weights are {@code weight} of shape
 * (kernel height, kernel width, channels, input channels) and {@code bias} of shape (channels).
 */
public final class ConvTranspose2D implements Layer {

    private static final String NAME = "ConvTranspose2D";

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        List<Integer> image = Images.of(NAME, inputs);
        int channels = arguments.integer("channels");
        Window window = Images.window(NAME, List.of(
                extent(arguments, image.get(0), Images.kernelHeight(arguments), Images.kernelWidth(arguments)),
                extent(arguments, image.get(1), Images.kernelWidth(arguments), Images.kernelHeight(arguments)),
                channels), arguments);
        ConvTransposeFunction function = new ConvTransposeFunction(1, window, image.get(2),
                ActivationWords.named(arguments.word("activation")), arguments.flag("bias"),
                Inputs.precision(arguments), InnerLoops.SCALAR);
        List<Integer> shape = List.of(window.height(), window.width(), channels);
        return new BuiltLayer(KernelWeights.of(arguments, List.of(window.kernelHeight(), window.kernelWidth(), channels,
                image.get(2)), channels, readers(arguments, window, image.get(2)), window.patchSize()), shape,
                (values, weights) -> values.getFirst().apply(function, shape, weights.toArray(ArrayExpr[]::new)));
    }

    /** Pixels of the output along an axis. */
    private static int extent(LayerArguments arguments, int pixels, int kernel, int otherKernel) {
        int stride = arguments.integer("stride");
        if (arguments.isWord("padding") && arguments.word("padding").equals("same")) {
            return Math.multiplyExact(pixels, stride);
        }
        int padding = Images.padding(NAME, arguments, kernel, otherKernel);
        int extent = Math.multiplyExact(pixels - 1, stride) + kernel - 2 * padding;
        if (extent < 1) {
            throw new LayerMisuse("Expected a padding of " + NAME + " that leaves something of the output, found "
                    + padding + " on either side of " + (extent + 2 * padding) + " pixels.");
        }
        return extent;
    }

    /** Numbers that each pixel of the output is the sum of, on average. */
    private static int readers(LayerArguments arguments, Window window, int inputs) {
        int stride = arguments.integer("stride");
        return Math.max(1, window.kernelHeight() * window.kernelWidth() * inputs / (stride * stride));
    }
}
