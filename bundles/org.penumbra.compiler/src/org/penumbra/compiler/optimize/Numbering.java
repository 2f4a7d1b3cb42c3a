package org.penumbra.compiler.optimize;

import java.util.Arrays;

/** Gives pairs of a cell and the bits of a number numbers from 0 on, in the order in which they are first seen. */
final class Numbering {

    /** Of the golden ratio, which spreads neighbours (Knuth, "The Art of Computer Programming" 3, section 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FREE = -1;

    private int[] cells = new int[64];
    private long[] bits = new long[64];
    private int[] slots = new int[128];
    private int count;

    Numbering() {
        Arrays.fill(slots, FREE);
    }

    /** The number of a pair; the next one when it is new. */
    int of(int cell, long pattern) {
        int slot = slot(cell, pattern);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        if (count == cells.length) {
            grow();
            slot = slot(cell, pattern);
        }
        cells[count] = cell;
        bits[count] = pattern;
        slots[slot] = count;
        return count++;
    }

    private int slot(int cell, long pattern) {
        long mixed = (pattern * SPREAD ^ cell) * SPREAD;
        int mask = slots.length - 1;
        int slot = (int) (mixed ^ mixed >>> 32) & mask;
        while (slots[slot] != FREE && (cells[slots[slot]] != cell || bits[slots[slot]] != pattern)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Slots stay half empty. */
    private void grow() {
        cells = Arrays.copyOf(cells, 2 * count);
        bits = Arrays.copyOf(bits, 2 * count);
        slots = new int[4 * count];
        Arrays.fill(slots, FREE);
        for (int number = 0; number < count; number++) {
            slots[slot(cells[number], bits[number])] = number;
        }
    }

    int count() {
        return count;
    }
}
