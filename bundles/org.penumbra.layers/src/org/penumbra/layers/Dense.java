package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.products.Precision;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Initialiser;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;
import org.penumbra.network.Schemes;

/**
 * A fully connected layer, y = activation(x W + b) with x along the last axis of the input: every axis before it is one
 * of rows, each of which is treated alike. Weights are {@code weight} of shape (inputs, units) and {@code bias} of
 * shape (units).
 */
public final class Dense implements Layer {

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        if (inputs.size() != 1 || inputs.getFirst().isEmpty()) {
            throw new LayerMisuse("Expected Dense to be applied to one vector, or rows of vectors, found "
                    + (inputs.size() == 1 ? "a scalar." : inputs.size() + " inputs."),
                    inputs.size() == 1 ? "Write the scalar as a vector of one element: [x]." : "");
        }
        List<Integer> input = inputs.getFirst();
        int width = input.getLast();
        int units = arguments.integer("units");
        List<Integer> shape = new ArrayList<>(input.subList(0, input.size() - 1));
        int rows = shape.stream().reduce(1, Math::multiplyExact);
        shape.add(units);
        DenseFunction function = new DenseFunction(rows, width, units,
                ActivationWords.named(arguments.word("activation")),
                arguments.flag("bias"),
                arguments.integer("precision") == 32 ? Precision.SINGLE : Precision.DOUBLE, InnerLoops.SCALAR);
        return new BuiltLayer(weights(arguments, width, units), shape, (values, weights) -> values.getFirst()
                .apply(function, shape, weights.toArray(ArrayExpr[]::new)));
    }

    private static List<LayerWeight> weights(LayerArguments arguments, int width, int units) {
        List<LayerWeight> weights = new ArrayList<>();
        weights.add(new LayerWeight("weight", List.of(width, units),
                Schemes.of(arguments.word("init"), width, units, width, units)));
        if (arguments.flag("bias")) {
            weights.add(new LayerWeight("bias", List.of(units), arguments.word("init").equals("fanIn")
                    ? Schemes.fanIn(width) : Initialiser.ZEROS));
        }
        return weights;
    }
}
