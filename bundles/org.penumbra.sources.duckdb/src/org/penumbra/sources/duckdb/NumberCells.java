package org.penumbra.sources.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.penumbra.core.Location;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.NamedArray;

/** A column with one number in each row, and its first cell that is none. */
final class NumberCells implements Cells {

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", ".");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern INFINITY = Pattern.compile("([+-]?)(inf|infinity)");

    private final Column column;
    private final int position;
    private final int before;
    private double[] numbers = new double[64];
    private int size;
    private String badText;
    private int badRow;

    /**
     * @param position of the column, counted from 0
     * @param before rows in front of the first one here
     */
    NumberCells(Column column, int position, int before) {
        this.column = column;
        this.position = position;
        this.before = before;
    }

    @Override
    public void add(ResultSet rows, int index) throws SQLException {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        if (column.isText()) {
            numbers[size] = number(rows.getString(index));
        } else {
            double value = rows.getDouble(index);
            numbers[size] = rows.wasNull() ? Double.NaN : value;
        }
        size++;
    }

    /** As a cell of a text table: texts may be numbers, and some stand for what is missing. */
    private double number(String text) {
        if (text == null) {
            return Double.NaN;
        }
        String cell = text.strip();
        if (NUMBER.matcher(cell).matches()) {
            return Double.parseDouble(cell);
        }
        String word = cell.toLowerCase(Locale.ROOT);
        var infinity = INFINITY.matcher(word);
        if (infinity.matches()) {
            return infinity.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (!MISSING.contains(word) && badText == null) {
            badText = text;
            badRow = size;
        }
        return Double.NaN;
    }

    @Override
    public NamedArray toArray(String file) {
        if (badText != null) {
            throw DataProblem.at("PEN-2508", new Location(file, before + badRow + 1, position + 1),
                    "a number is expected in row " + (before + badRow + 1) + ", column "
                            + DataProblem.quote(column.name()) + " (number " + (position + 1) + "), but the cell is "
                            + DataProblem.quote(badText) + ".", "Missing values are NULL, NA or empty.");
        }
        if (!column.isNumber() && !column.isText()) {
            throw DataProblem.of("PEN-2508", file, "numbers are expected in column "
                    + DataProblem.quote(column.name()) + ", but its type is " + column.type() + ".",
                    "Make numbers of it in a query: data \"sql:select epoch(day) as day from ...\".");
        }
        return new NamedArray(column.name(), List.of(size), Arrays.copyOf(numbers, size),
                row -> new Location(file, before + row + 1, position + 1).toString());
    }
}
