package org.penumbra.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.penumbra.compiler.BoundArray;
import org.penumbra.math.RandomStream;

/** Data drawn from a fixed seed. */
final class Synthetic {

    private final RandomStream random = RandomStream.of(20_251);
    private final Map<String, BoundArray> arrays = new LinkedHashMap<>();

    double normal() {
        return random.nextGaussian();
    }

    double uniform() {
        return random.nextDouble();
    }

    /** From 1 to {@code highest}. */
    int oneOf(int highest) {
        return 1 + random.nextInt(highest);
    }

    static double[] repeat(int n, DoubleSupplier draw) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> draw.getAsDouble());
        return values;
    }

    double[] normals(int n) {
        return repeat(n, this::normal);
    }

    Synthetic scalar(String name, double value) {
        return put(name, List.of(), value);
    }

    Synthetic vector(String name, double... values) {
        return put(name, List.of(values.length), values);
    }

    /** Row-major. */
    Synthetic matrix(String name, int rows, double... values) {
        return put(name, List.of(rows, values.length / rows), values);
    }

    private Synthetic put(String name, List<Integer> shape, double... values) {
        arrays.put(name, new BoundArray(shape, values, k -> name + " element " + (k + 1) + " of a benchmark"));
        return this;
    }

    Map<String, BoundArray> arrays() {
        return arrays;
    }
}
