package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.expression.Array;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/**
 * A loop that is cut into pieces of successive iterations, for several cores. Where the cuts are depends on program and
 * data alone. Each piece has sums of its own, and a buffer of its own for what another one adds to as well; they are
 * added up in the order of the pieces, so that the threads that run them change no bit.
 *
 * @param number unique within a program
 * @param loop what a piece runs: over the iterations between its first two parameters
 * @param iterations of the whole loop
 * @param length iterations of a piece but the last
 * @param sums totals over the loop
 * @param buffers of each piece; parameters after the first two are where they begin
 * @param own further arrays that each piece has one of
 */
record Split(int number, Step loop, int iterations, int length, List<Sum> sums, List<Buffer> buffers,
        List<Array> own) {

    /** The first iteration of a piece, and the one after its last, counted from 0. */
    static final Index FROM = index("from", 0);
    static final Index TO = index("to", 1);

    /**
     * Where a piece adds what is added to elements that belong to several.
     *
     * @param own the buffer
     * @param target what it is added to afterwards; null for the output
     * @param base position in the target of the element that offset 0 means
     * @param begins for each piece, the lowest offset that it writes to
     * @param lengths for each piece, how many elements from there on; the rest of the buffer is not touched
     * @param sets whether the target is overwritten
     */
    record Buffer(Array own, Array target, int base, int[] begins, int[] lengths, boolean sets) {
    }

    Split {
        sums = List.copyOf(sums);
        buffers = List.copyOf(buffers);
        own = List.copyOf(own);
    }

    private static Index index(String name, int number) {
        return new Index(name, Integer.MIN_VALUE + number);
    }

    /** The parameter that says where a buffer begins. */
    static Index beginOf(int buffer) {
        return index("begin" + buffer, 2 + buffer);
    }

    /** Integer parameters of a piece. */
    List<Index> parameters() {
        List<Index> all = new ArrayList<>(List.of(FROM, TO));
        for (int b = 0; b < buffers.size(); b++) {
            all.add(beginOf(b));
        }
        return all;
    }

    /** Whether each piece has this array for itself. */
    boolean owns(Array array) {
        return own.contains(array) || buffers.stream().anyMatch(buffer -> buffer.own().equals(array));
    }

    int pieces() {
        return (iterations + length - 1) / length;
    }
}
