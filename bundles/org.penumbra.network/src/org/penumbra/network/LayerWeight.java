package org.penumbra.network;

import java.util.List;

/**
 * An array that a layer learns.
 *
 * @param name within the layer, as in {@code h.weight}; {@code <name>Prior} is the argument that gives it a prior
 * @param shape extents, row-major
 * @param start what it is before training
 */
public record LayerWeight(String name, List<Integer> shape, Initialiser start) {

    public LayerWeight {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
