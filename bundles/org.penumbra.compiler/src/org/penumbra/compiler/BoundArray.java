package org.penumbra.compiler;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Numbers for one declared datum.
 *
 * @param shape row-major extents; empty for a scalar
 * @param values as many numbers as the shape has elements; of a column that is not in memory, those that its type is
 *        checked by (the lowest, the highest, one that is not whole)
 * @param place where element k came from, in words that a person can follow ({@code rugged.csv:17:3})
 * @param rows where the numbers are read from, row by row, when they are not in memory
 */
public record BoundArray(List<Integer> shape, double[] values, IntFunction<String> place, Optional<RowSource> rows) {

    public BoundArray {
        shape = List.copyOf(shape);
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (rows.isEmpty() && size != values.length) {
            throw new IllegalArgumentException("shape " + shape + " has " + size + " elements, not " + values.length);
        }
    }

    /** Numbers in memory. */
    public BoundArray(List<Integer> shape, double[] values, IntFunction<String> place) {
        this(shape, values, place, Optional.empty());
    }
}
