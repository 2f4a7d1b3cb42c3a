package org.penumbra.compiler;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Numbers for one declared datum.
 *
 * @param shape row-major extents; empty for a scalar
 * @param values as many numbers as the shape has elements
 * @param place where element k came from, in words that a person can follow ({@code rugged.csv:17:3})
 */
public record BoundArray(List<Integer> shape, double[] values, IntFunction<String> place) {

    public BoundArray {
        shape = List.copyOf(shape);
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException("shape " + shape + " has " + size + " elements, not " + values.length);
        }
    }
}
