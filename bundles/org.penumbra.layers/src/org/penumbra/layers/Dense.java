package org.penumbra.layers;

import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;

/**
 * A fully connected layer, y = activation(x W + b) with x along the last axis of the input: every axis before it is one
 * of rows, each of which is treated alike. Weights are {@code weight} of shape (inputs, units) and {@code bias} of
 * shape (units).
 */
public final class Dense implements Layer {

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        List<Integer> input = Inputs.vectors("Dense", inputs);
        int width = input.getLast();
        int units = arguments.integer("units");
        List<Integer> shape = Inputs.append(Inputs.rows(input), units);
        int rows = Inputs.size(Inputs.rows(input));
        DenseFunction function = new DenseFunction(rows, width, units,
                ActivationWords.named(arguments.word("activation")), arguments.flag("bias"),
                Inputs.precision(arguments), InnerLoops.SCALAR);
        return new BuiltLayer(KernelWeights.of(arguments, List.of(width, units), units, width, units), shape,
                (values, weights) -> values.getFirst().apply(function, shape, weights.toArray(ArrayExpr[]::new)));
    }
}
