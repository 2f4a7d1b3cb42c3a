package org.penumbra.sources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;

/** A table in memory: one vector per column; a column with text in it remembers its first such cell. */
final class Table implements DataSet {

    private final String file;
    private final int headerLine;
    private final List<String> header;
    private final Map<String, Integer> positions;
    private final List<Column> columns = new ArrayList<>();
    /** Rows of the file in front of the first one here. */
    private final int before;
    private final Places lines = new Places();
    private int rows;

    /**
     * @param header a name for every column; empty for one that cannot be used
     * @param positions of the names that can be used
     */
    Table(String file, int headerLine, List<String> header, Map<String, Integer> positions) {
        this(file, headerLine, header, positions, 0);
    }

    private Table(String file, int headerLine, List<String> header, Map<String, Integer> positions, int before) {
        this.before = before;
        this.file = file;
        this.headerLine = headerLine;
        this.header = List.copyOf(header);
        this.positions = Map.copyOf(positions);
        header.forEach(name -> columns.add(new Column()));
    }

    /** An empty table for the rows that follow. */
    Table next() {
        return new Table(file, headerLine, header, positions, before + rows);
    }

    /** Rows of the file in front of the first one here. */
    int before() {
        return before;
    }

    int width() {
        return columns.size();
    }

    Column column(int position) {
        return columns.get(position);
    }

    void endRow(int line) {
        lines.add(line, 0);
        rows++;
    }

    /** Checks that there are rows. */
    Table finished() {
        if (rows == 0) {
            throw DataProblem.at("PEN-2505", new Location(file, headerLine, 0),
                    "rows are expected below the header, and there are none.", "");
        }
        return this;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public List<String> names() {
        return header.stream().filter(name -> !name.isEmpty()).toList();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public NamedArray array(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw DataProblem.unknown(file, "column", name, names());
        }
        Column column = columns.get(position);
        if (column.badText != null) {
            throw textCell(name, position, column);
        }
        return new NamedArray(name, List.of(rows), column.numbers.toArray(),
                row -> new Location(file, lines.line(row), position + 1).toString());
    }

    private PenumbraException textCell(String name, int position, Column column) {
        return DataProblem.at("PEN-2508", new Location(file, column.badLine, position + 1),
                "a number is expected in row " + (before + column.badRow + 1) + ", column " + DataProblem.quote(name)
                        + " (number " + (position + 1) + "), but the cell is "
                        + DataProblem.quote(column.badText) + ".",
                "Missing values are written NA or left empty.");
    }

    /** The numbers of one column and its first cell that is none. */
    static final class Column {
        private final Numbers numbers = new Numbers();
        private String badText;
        private int badRow;
        private int badLine;

        void add(OptionalDouble number, String text, int line) {
            if (number.isEmpty() && badText == null) {
                badText = text;
                badRow = numbers.size();
                badLine = line;
            }
            numbers.add(number.orElse(Double.NaN));
        }
    }
}
