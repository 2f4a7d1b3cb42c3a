package org.penumbra.compiler.code;

import java.util.HashMap;
import java.util.Map;
import org.penumbra.expression.Array;

/** What recurrences store, for programs that run one after the other and read what the one before has stored. */
public final class SharedMemory {

    private final Map<Array, double[]> numbers = new HashMap<>();

    double[] of(Array array) {
        return numbers.computeIfAbsent(array, key -> new double[key.size()]);
    }
}
