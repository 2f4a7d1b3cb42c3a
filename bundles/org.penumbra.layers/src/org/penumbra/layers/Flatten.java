package org.penumbra.layers;

import java.util.List;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;

/** All numbers of an array as one vector, row by row. */
public final class Flatten implements Layer {

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        Inputs.requireCount("Flatten", inputs, 1, "one array");
        List<Integer> shape = List.of(Inputs.size(inputs.getFirst()));
        return new BuiltLayer(List.of(), shape, (values, weights) -> Shaping.of(values.getFirst(), shape));
    }
}
