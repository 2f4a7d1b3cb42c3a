package org.penumbra.network;

import java.util.List;
import org.penumbra.expression.ArrayExpr;

/**
 * A layer for inputs of known shapes.
 *
 * @param weights what it learns, in the order in which {@code output} gets them
 * @param shape extents of its output, empty for a scalar
 * @param output how the output follows
 */
public record BuiltLayer(List<LayerWeight> weights, List<Integer> shape, Output output) {

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
    }
}
