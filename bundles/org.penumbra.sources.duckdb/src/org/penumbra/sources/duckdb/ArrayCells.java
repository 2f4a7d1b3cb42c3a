package org.penumbra.sources.duckdb;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.penumbra.core.Location;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.NamedArray;

/**
 * A column with an array of numbers in each row, such as the pixels of an image: lists, also nested ones, that have the
 * same lengths in every row.
 */
final class ArrayCells implements Cells {

    private final Column column;
    private final int position;
    private final int before;
    private final List<double[]> rows = new ArrayList<>();
    private List<Integer> shape;
    private String fault = "";
    private int faultRow;
    private int size;

    /**
     * @param position of the column, counted from 0
     * @param before rows in front of the first one here
     */
    ArrayCells(Column column, int position, int before) {
        this.column = column;
        this.position = position;
        this.before = before;
    }

    @Override
    public void add(ResultSet found, int index) throws SQLException {
        Array list = found.getArray(index);
        if (list == null) {
            note("no list");
        } else {
            add(list);
        }
        size++;
    }

    private void add(Array list) throws SQLException {
        List<Integer> lengths = new ArrayList<>();
        measure(list, lengths);
        if (shape == null) {
            shape = lengths;
        }
        double[] numbers = new double[size(lengths)];
        if (!lengths.equals(shape)) {
            note(DataProblem.list(lengths));
        } else if (fill(list, shape, 0, numbers, 0) < 0) {
            note("lists of different lengths");
        }
        rows.add(numbers);
    }

    /** The lengths of a list, of its first list, and so on. */
    private static void measure(Array list, List<Integer> lengths) throws SQLException {
        Object[] elements = (Object[]) list.getArray();
        lengths.add(elements.length);
        if (elements.length > 0 && elements[0] instanceof Array inner) {
            measure(inner, lengths);
        }
    }

    private static int size(List<Integer> lengths) {
        return lengths.stream().reduce(1, Math::multiplyExact);
    }

    /** Where the next number goes; negative when a list has another length than the first of its depth. */
    private static int fill(Array list, List<Integer> shape, int axis, double[] to, int at) throws SQLException {
        Object[] elements = (Object[]) list.getArray();
        if (elements.length != shape.get(axis)) {
            return -1;
        }
        int next = at;
        for (Object element : elements) {
            if (axis < shape.size() - 1) {
                next = element instanceof Array inner ? fill(inner, shape, axis + 1, to, next) : -1;
                if (next < 0) {
                    return next;
                }
            } else {
                to[next++] = element instanceof Number number ? number.doubleValue() : Double.NaN;
            }
        }
        return next;
    }

    private void note(String what) {
        if (fault.isEmpty()) {
            faultRow = before + size + 1;
            fault = what;
        }
    }

    @Override
    public NamedArray toArray(String file) {
        if (!fault.isEmpty()) {
            throw DataProblem.ragged(file, column.name(), position + 1, faultRow, shape == null ? List.of() : shape,
                    fault);
        }
        List<Integer> cell = shape == null ? List.of(0) : shape;
        int width = size(cell);
        double[] all = new double[Math.multiplyExact(size, width)];
        for (int row = 0; row < size; row++) {
            System.arraycopy(rows.get(row), 0, all, row * width, width);
        }
        return new NamedArray(column.name(), Stream.concat(Stream.of(size), cell.stream()).toList(), all,
                element -> new Location(file, before + element / width + 1, position + 1).toString());
    }
}
