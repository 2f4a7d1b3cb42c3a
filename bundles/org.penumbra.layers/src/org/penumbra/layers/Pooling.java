package org.penumbra.layers;

import java.util.List;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;

/** Layers that make one number of those that a window sees, channel by channel; around the image there are none. */
abstract class Pooling implements Layer {

    private final boolean isMaximum;

    Pooling(boolean isMaximum) {
        this.isMaximum = isMaximum;
    }

    @Override
    public final BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        String name = getClass().getSimpleName();
        List<Integer> image = Images.of(name, inputs);
        int stride = arguments.integer("stride");
        int height = Images.kernelHeight(arguments);
        Window window = Images.window(name, image, height, Images.kernelWidth(arguments), stride == 0 ? height : stride,
                arguments);
        return new BuiltLayer(List.of(), window.shape(image.get(2)), (values, weights) -> values.getFirst()
                .apply(new PoolFunction(1, window, isMaximum), window.shape(image.get(2))));
    }
}
