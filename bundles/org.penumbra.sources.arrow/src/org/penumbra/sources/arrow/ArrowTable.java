package org.penumbra.sources.arrow;

import java.util.List;
import java.util.OptionalDouble;
import org.penumbra.core.Location;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;
import org.penumbra.exchange.Numerals;

/**
 * Some successive rows of a file; a column is read when it is asked for.
 *
 * @param from rows before the first one
 * @param rows number of them
 */
record ArrowTable(ArrowFile whole, int from, int rows) implements DataSet {

    @Override
    public String file() {
        return whole.name();
    }

    @Override
    public List<String> names() {
        return whole.columns().stream().map(Column::name).toList();
    }

    @Override
    public NamedArray array(String name) {
        int position = names().indexOf(name);
        if (position < 0) {
            throw DataProblem.unknown(file(), "column", name, names());
        }
        Column column = whole.columns().get(position);
        return whole.guarded(() -> column.kind().isList() ? lists(column, position + 1) : numbers(column, position));
    }

    /** Some rows of one batch. */
    @FunctionalInterface
    private interface Rows {

        void read(int batch, int first, int count, int done);
    }

    private void forEachBatch(Rows action) {
        int done = 0;
        int before = 0;
        for (int batch = 0; batch < whole.batches() && done < rows; batch++) {
            int length = whole.length(batch);
            int first = from + done - before;
            if (first < length) {
                int count = Math.min(length - first, rows - done);
                action.read(batch, first, count, done);
                done += count;
            }
            before += length;
        }
    }

    private NamedArray lists(Column column, int number) {
        Lists lists = new Lists(this, column, number);
        forEachBatch((batch, first, count, done) -> lists.read(batch, first, count));
        return lists.array();
    }

    private NamedArray numbers(Column column, int position) {
        Column.Kind kind = column.dictionary().isPresent() ? column.dictionary().get().kind() : column.kind();
        if (kind == Column.Kind.OTHER || kind.isList()) {
            throw DataProblem.of("PEN-2508", file(), "numbers are expected in column "
                    + DataProblem.quote(column.name())
                    + ", but its type is " + column.type() + ".", "Make numbers of it before writing the file.");
        }
        double[] numbers = new double[rows];
        forEachBatch((batch, first, count, done) ->
                read(whole.vector(column, batch), first, count, numbers, done, position));
        return new NamedArray(column.name(), List.of(rows), numbers,
                row -> new Location(file(), from + row + 1, position + 1).toString());
    }

    private void read(Vector vector, int first, int count, double[] into, int at, int position) {
        for (int k = 0; k < count; k++) {
            into[at + k] = vector.isText() ? number(vector.text(first + k), at + k, position)
                    : vector.number(first + k);
        }
    }

    /** Texts may be numbers all the same. */
    private double number(String text, int within, int position) {
        OptionalDouble number = text == null ? OptionalDouble.of(Double.NaN) : Numerals.of(text);
        if (number.isPresent()) {
            return number.getAsDouble();
        }
        int row = from + within + 1;
        throw DataProblem.at("PEN-2508", new Location(file(), row, position + 1), "a number is expected in row " + row
                + ", column " + DataProblem.quote(names().get(position)) + " (number " + (position + 1)
                + "), but the cell is " + DataProblem.quote(text) + ".", "Missing values are null, NA or empty.");
    }
}
