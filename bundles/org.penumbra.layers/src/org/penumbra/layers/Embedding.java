package org.penumbra.layers;

import java.util.List;
import java.util.Map;
import org.penumbra.expression.Expr;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Initialiser;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerWeight;

/**
 * A vector of its own for each of some categories: that of a whole number k from 1 to {@code count} is row k of the
 * weight. Every element of the input is a category; the vectors are a further, last axis. Only rows that occur get
 * something added to their gradient, so that the cost does not depend on the number of categories.
 */
public final class Embedding implements Layer {

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        Inputs.requireCount("Embedding", inputs, 1, "one array of whole numbers");
        int count = arguments.integer("count");
        int units = arguments.integer("units");
        List<Integer> input = inputs.getFirst();
        LayerWeight weight = new LayerWeight("weight", List.of(count, units),
                new Initialiser.Normal(arguments.number("sd")));
        return new BuiltLayer(List.of(weight), Inputs.append(input, units), (values, weights) -> values.getFirst()
                .with(Inputs.append(input, units), at -> {
                    Expr category = values.getFirst().at(at.subList(0, input.size()));
                    return weights.getFirst().at(category, at.getLast());
                }), Map.of(0, count));
    }
}
