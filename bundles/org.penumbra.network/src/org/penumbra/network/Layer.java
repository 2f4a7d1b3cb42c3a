package org.penumbra.network;

import java.util.List;

/**
 * A kind of layer of a neural network. Implementations are stateless: what a layer has learned are sites of the program
 * around it, which it only describes.
 *
 * <p>A layer is written in {@code ArrayExpr}: elementwise operations and sums, or an
 * {@link org.penumbra.expression.ArrayFunction} for what has a faster derivative as a whole. A function that is
 * {@link org.penumbra.expression.Batched} is called once for all rows of a plate.
 */
public interface Layer {

    /**
     * The layer for inputs of these shapes.
     *
     * @param arguments what is written in parentheses behind its name, defaults filled in
     * @param inputs extents of what it is applied to, in order; never those of the plates around
     * @throws LayerMisuse where the arguments and shapes do not fit together; say what was expected and what was found
     */
    BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs);
}
