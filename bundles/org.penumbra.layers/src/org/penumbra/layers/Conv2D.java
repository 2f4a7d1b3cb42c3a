package org.penumbra.layers;

import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;

/**
 * A convolution of an image of shape (height, width, channels) with kernels, as networks understand it, without turning
 * the kernel around: y_ijc = activation(b_c + sum_klm x_{si+k-p, sj+l-p, m} w_klmc) with stride s and padding p, and
 * zeros around the image. Weights are {@code weight} of shape (kernel height, kernel width, input channels, channels)
 * and {@code bias} of shape (channels).
 */
public final class Conv2D implements Layer {

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        List<Integer> image = Images.of("Conv2D", inputs);
        Window window = Images.window("Conv2D", image, arguments);
        int channels = arguments.integer("channels");
        ConvFunction function = new ConvFunction(1, window, channels,
                ActivationWords.named(arguments.word("activation")), arguments.flag("bias"),
                Inputs.precision(arguments), InnerLoops.SCALAR);
        int kernel = window.kernelHeight() * window.kernelWidth();
        List<Integer> shape = window.shape(channels);
        return new BuiltLayer(KernelWeights.of(arguments, List.of(window.kernelHeight(), window.kernelWidth(),
                image.get(2), channels), channels, window.patchSize(), kernel * channels), shape,
                (values, weights) -> values.getFirst().apply(function, shape, weights.toArray(ArrayExpr[]::new)));
    }
}
