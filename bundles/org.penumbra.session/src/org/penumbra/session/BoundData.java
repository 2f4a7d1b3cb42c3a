package org.penumbra.session;

import java.util.Map;
import org.penumbra.compiler.BoundArray;

/**
 * The data of one run.
 *
 * @param file they were read from, empty when the model takes none
 * @param arrays by declared name
 * @param rows of the table that are used; -1 when the data are no table
 * @param dropped rows of the table that were left out, by {@code where} or for missing values
 */
public record BoundData(String file, Map<String, BoundArray> arrays, int rows, int dropped) {

    public BoundData {
        arrays = Map.copyOf(arrays);
    }

    /** A model without data. */
    static BoundData none() {
        return new BoundData("", Map.of(), -1, 0);
    }
}
