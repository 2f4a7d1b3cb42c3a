package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;

/** The numbers of an array in another shape of one to four axes, row by row. */
public final class Reshape implements Layer {

    private static final List<String> AXES = List.of("first", "second", "third", "fourth");

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        Inputs.requireCount("Reshape", inputs, 1, "one array");
        List<Integer> input = inputs.getFirst();
        List<Integer> shape = shape(arguments);
        if (Inputs.size(shape) != Inputs.size(input)) {
            throw new LayerMisuse("Expected a shape of " + Inputs.size(input) + " numbers, as " + Inputs.describe(input)
                    + " has, found " + Inputs.describe(shape) + ", which has " + Inputs.size(shape) + ".");
        }
        return new BuiltLayer(List.of(), shape, (values, weights) -> Shaping.of(values.getFirst(), shape));
    }

    /** Extents up to the first that is 0. */
    private static List<Integer> shape(LayerArguments arguments) {
        List<Integer> shape = new ArrayList<>();
        boolean ended = false;
        for (String axis : AXES) {
            int extent = arguments.integer(axis);
            if (ended && extent > 0) {
                throw new LayerMisuse("Expected the extents of a shape one after the other, found '" + axis
                        + "' without the one before it.");
            }
            ended |= extent == 0;
            if (!ended) {
                shape.add(extent);
            }
        }
        return shape;
    }
}
