package org.penumbra.layers;

import java.util.List;
import java.util.Map;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;

/**
 * Dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014): in each step of training each number is 0
 * with probability {@code rate} and else divided by 1 - rate, which keeps its mean; otherwise it stays what it is.
 * Which numbers are dropped follows from the step, the layer, the iteration of the loops around and the position, so
 * that it is the same wherever and however often it is computed.
 */
public final class Dropout implements Layer {

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        Inputs.requireCount("Dropout", inputs, 1, "one array");
        List<Integer> shape = inputs.getFirst();
        DropoutFunction function = DropoutFunction.of(Inputs.size(shape), arguments.number("rate"));
        return new BuiltLayer(List.of(), shape, (values, weights) -> values.get(0).apply(function, shape,
                values.get(1), values.get(2)), true, Map.of());
    }
}
