package org.penumbra.compiler.code;

import java.util.Arrays;

/** The range of elements that each piece of a loop writes to. */
final class Touched {

    private int[] lowest;
    private int[] highest;

    void begin(int pieces) {
        lowest = new int[pieces];
        highest = new int[pieces];
        Arrays.fill(lowest, Integer.MAX_VALUE);
        Arrays.fill(highest, Integer.MIN_VALUE);
    }

    void add(int piece, int offset) {
        lowest[piece] = Math.min(lowest[piece], offset);
        highest[piece] = Math.max(highest[piece], offset);
    }

    /** With every two pieces made one. */
    Touched joined() {
        Touched joined = new Touched();
        joined.begin((lowest.length + 1) / 2);
        for (int p = 0; p < lowest.length; p++) {
            joined.lowest[p / 2] = Math.min(joined.lowest[p / 2], lowest[p]);
            joined.highest[p / 2] = Math.max(joined.highest[p / 2], highest[p]);
        }
        return joined;
    }

    /** Whether no element may belong to two pieces. */
    boolean isDisjoint() {
        for (int p = 0; p < lowest.length; p++) {
            for (int q = 0; q < p; q++) {
                if (lowest[p] <= highest[q] && lowest[q] <= highest[p]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** For each piece, the lowest offset. */
    int[] begins() {
        int[] begins = lowest.clone();
        for (int p = 0; p < begins.length; p++) {
            begins[p] = lowest[p] <= highest[p] ? lowest[p] : 0;
        }
        return begins;
    }

    /** For each piece, the number of elements. */
    int[] lengths() {
        int[] lengths = new int[lowest.length];
        for (int p = 0; p < lengths.length; p++) {
            lengths[p] = lowest[p] <= highest[p] ? highest[p] - lowest[p] + 1 : 0;
        }
        return lengths;
    }

    long total() {
        return Arrays.stream(lengths()).asLongStream().sum();
    }
}
