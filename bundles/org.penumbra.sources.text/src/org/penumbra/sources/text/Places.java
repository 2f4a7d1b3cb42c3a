package org.penumbra.sources.text;

import java.util.Arrays;

/** A growing list of places in a text: line and column of each element. */
final class Places {

    private int[] packed = new int[32];
    private int size;

    void add(int line, int column) {
        if (2 * size == packed.length) {
            packed = Arrays.copyOf(packed, 2 * packed.length);
        }
        packed[2 * size] = line;
        packed[2 * size + 1] = column;
        size++;
    }

    int line(int element) {
        return packed[2 * element];
    }

    int column(int element) {
        return packed[2 * element + 1];
    }
}
