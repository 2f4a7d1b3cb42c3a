package org.penumbra.network;

import java.util.List;
import java.util.Map;
import org.penumbra.expression.ArrayExpr;

/**
 * A layer for inputs of known shapes.
 *
 * @param weights what it learns, in the order in which {@code output} gets them
 * @param shape extents of its output, empty for a scalar
 * @param output how the output follows
 * @param isNoisy whether two scalars follow the inputs of {@code output}, for noise in training: a key, 0 where there
 *        is to be no noise and else another number in every step, and the number of the iteration of the loops around
 * @param categories inputs, counted from 0, whose elements must be whole numbers from 1 to this; others may be anything
 */
public record BuiltLayer(List<LayerWeight> weights, List<Integer> shape, Output output,
        boolean isNoisy, Map<Integer, Integer> categories) {

    /** The output as an expression. */
    public interface Output {

        /**
         * @param inputs in the shapes that the layer was built for
         * @param weights in the order and shapes of {@link BuiltLayer#weights()}
         * @return in the shape {@link BuiltLayer#shape()}
         */
        ArrayExpr of(List<ArrayExpr> inputs, List<ArrayExpr> weights);
    }

    public BuiltLayer {
        weights = List.copyOf(weights);
        shape = List.copyOf(shape);
        categories = Map.copyOf(categories);
    }

    /** A layer whose inputs may be any numbers. */
    public BuiltLayer(List<LayerWeight> weights, List<Integer> shape, Output output) {
        this(weights, shape, output, false, Map.of());
    }
}
