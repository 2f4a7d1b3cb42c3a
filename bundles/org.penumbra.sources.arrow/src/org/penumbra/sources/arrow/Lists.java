package org.penumbra.sources.arrow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.NamedArray;

/** Successive rows of a column with an array of numbers in each: lists, also nested ones, of the same lengths. */
final class Lists {

    private static final int MISSING = -1;

    private final ArrowTable table;
    private final Column column;
    private final int position;
    private final List<Integer> shape = new ArrayList<>();
    private double[] numbers = {};
    private int size;
    private int rows;

    /** @param position of the column, from 1 */
    Lists(ArrowTable table, Column column, int position) {
        this.table = table;
        this.column = column;
        this.position = position;
    }

    /**
     * Reads rows of a batch, behind those that were read before.
     *
     * @throws PenumbraException (BAD_INPUT) for lists of different lengths, or none (PEN-2513)
     */
    void read(int batch, int first, int count) {
        Column inner = column;
        int from = first;
        int all = count;
        for (int axis = 0; inner.kind().isList(); axis++) {
            Buffers lists = (Buffers) table.whole().vector(inner, batch);
            requireOneLength(lists, from, all, axis, all / count);
            from = Math.toIntExact(lists.start(from));
            all = Math.multiplyExact(all, shape.get(axis));
            inner = inner.element().orElseThrow();
        }
        add(table.whole().vector(inner, batch), from, all);
        rows += count;
    }

    private void requireOneLength(Buffers lists, int from, int all, int axis, int each) {
        for (int k = 0; k < all; k++) {
            int length = lists.isMissing(from + k) ? MISSING
                    : Math.toIntExact(lists.start(from + k + 1) - lists.start(from + k));
            if (shape.size() == axis && length >= 0) {
                shape.add(length);
            }
            if (shape.size() == axis || length != shape.get(axis)) {
                throw ragged(rows + k / each, axis > 0 ? "lists of different lengths"
                        : length < 0 ? "no list" : "a list of " + length);
            }
        }
        if (shape.size() == axis) {
            shape.add(0); // every list around is empty
        }
    }

    private PenumbraException ragged(int row, String found) {
        return DataProblem.ragged(table.file(), column.name(), position, table.from() + row + 1, shape, found);
    }

    private void add(Vector values, int from, int count) {
        if (count > 0) {
            values.number(from + count - 1); // leads outside in a damaged file, before room is made for all
        }
        int needed = Math.addExact(size, count);
        if (needed > numbers.length) {
            numbers = Arrays.copyOf(numbers, (int) Math.max(needed, Math.min(2L * numbers.length, total())));
        }
        for (int k = 0; k < count; k++) {
            numbers[size + k] = values.number(from + k);
        }
        size = needed;
    }

    private long total() {
        return shape.stream().mapToLong(Integer::longValue).reduce(table.rows(), Math::multiplyExact);
    }

    /** What was read, rows first. */
    NamedArray array() {
        int width = Math.max(1, size / Math.max(1, rows));
        return new NamedArray(column.name(), Stream.concat(Stream.of(rows), shape.stream()).toList(),
                Arrays.copyOf(numbers, size),
                element -> new Location(table.file(), table.from() + element / width + 1, position).toString());
    }
}
