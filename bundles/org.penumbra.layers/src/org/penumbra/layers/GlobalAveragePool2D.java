package org.penumbra.layers;

import java.util.List;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;

/** The mean of each channel of an image of shape (height, width, channels): a vector. */
public final class GlobalAveragePool2D implements Layer {

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        List<Integer> image = Images.of("GlobalAveragePool2D", inputs);
        Window window = new Window(image.get(0), image.get(1), image.get(2), image.get(0), image.get(1), 1, 0, 0, 1, 1);
        List<Integer> shape = List.of(image.get(2));
        return new BuiltLayer(List.of(), shape, (values, weights) -> values.getFirst()
                .apply(new PoolFunction(1, window, false), shape));
    }
}
