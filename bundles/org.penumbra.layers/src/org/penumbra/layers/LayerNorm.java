package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Initialiser;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerWeight;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) along the last axis: (x - mean) / sqrt(variance + epsilon) scale +
 * shift, with the variance divided by the number of elements. Weights are {@code scale}, which starts at 1, and
 * {@code shift}, which starts at 0, as long as the last axis each.
 */
public final class LayerNorm implements Layer {

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        List<Integer> shape = Inputs.vectors("LayerNorm", inputs);
        int width = shape.getLast();
        List<LayerWeight> all = new ArrayList<>();
        if (arguments.flag("scaled")) {
            all.add(new LayerWeight("scale", List.of(width), Initialiser.ONES));
        }
        if (arguments.flag("shifted")) {
            all.add(new LayerWeight("shift", List.of(width), Initialiser.ZEROS));
        }
        NormFunction function = new NormFunction(Inputs.size(Inputs.rows(shape)), width, arguments.number("epsilon"),
                arguments.flag("scaled"), arguments.flag("shifted"));
        return new BuiltLayer(all, shape, (values, weights) -> values.getFirst().apply(function, shape,
                weights.toArray(ArrayExpr[]::new)));
    }
}
