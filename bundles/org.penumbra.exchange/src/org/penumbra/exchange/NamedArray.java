package org.penumbra.exchange;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * The numbers under one name.
 *
 * @param name of the column or key
 * @param shape row-major extents; empty for a scalar
 * @param values as many as the shape says; NaN where missing
 * @param place where element k (0-based) stands: {@code rugged.csv:17:3} is line 17 and, in a table, its third column
 */
public record NamedArray(String name, List<Integer> shape, double[] values, IntFunction<String> place) {

    public NamedArray {
        Objects.requireNonNull(name);
        Objects.requireNonNull(values);
        Objects.requireNonNull(place);
        shape = List.copyOf(shape);
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException(values.length + " values for shape " + shape + " of " + name);
        }
    }
}
