package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.penumbra.math.products.Precision;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;

/** Checks of what layers are applied to, and what they say about it. */
final class Inputs {

    private Inputs() {
    }

    /**
     * Refuses another number of inputs.
     *
     * @param expected in words, after "Expected GRUCell to be applied to"
     */
    static void requireCount(String layer, List<List<Integer>> inputs, int count, String expected) {
        if (inputs.size() != count) {
            throw new LayerMisuse("Expected " + layer + " to be applied to " + expected + ", found " + inputs.size()
                    + (inputs.size() == 1 ? " input." : " inputs."));
        }
    }

    /** The shape of the only input, which has an axis. */
    static List<Integer> vectors(String layer, List<List<Integer>> inputs) {
        requireCount(layer, inputs, 1, "one vector, or rows of vectors");
        requireVectors(layer, inputs.getFirst(), "one vector, or rows of vectors");
        return inputs.getFirst();
    }

    static void requireVectors(String layer, List<Integer> shape, String expected) {
        if (shape.isEmpty()) {
            throw new LayerMisuse("Expected " + layer + " to be applied to " + expected + ", found a scalar.",
                    "Write the scalar as a vector of one element: [x].");
        }
    }

    /** {@code [28, 28]}, or {@code a scalar}. */
    static String describe(List<Integer> shape) {
        return shape.isEmpty() ? "a scalar" : shape.stream().map(String::valueOf)
                .collect(Collectors.joining(", ", "shape [", "]"));
    }

    /** All axes but the last one. */
    static List<Integer> rows(List<Integer> shape) {
        return shape.subList(0, shape.size() - 1);
    }

    /** Number of elements. */
    static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    static List<Integer> append(List<Integer> shape, int extent) {
        List<Integer> longer = new ArrayList<>(shape);
        longer.add(extent);
        return longer;
    }

    static Precision precision(LayerArguments arguments) {
        return arguments.integer("precision") == 32 ? Precision.SINGLE : Precision.DOUBLE;
    }
}
