package org.penumbra.sources.text;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;

/**
 * Reads a table with a header: cells as in RFC 4180, quoted with {@code "}; blank lines do not count. A column without
 * a name (row names as R writes them) cannot be used. Missing values are empty, {@code NA}, {@code N/A}, {@code NaN},
 * {@code null} or {@code .}, in any case of letters.
 */
final class TableReader {

    private final String file;
    private final CSVFormat format;

    TableReader(String file, char delimiter) {
        this.file = file;
        this.format = CSVFormat.Builder.create().setDelimiter(delimiter).setQuote('"').setIgnoreEmptyLines(false).get();
    }

    DataSet read(Reader text) throws IOException {
        List<DataSet> whole = new ArrayList<>();
        read(text, Integer.MAX_VALUE, whole::add);
        return whole.getFirst();
    }

    /** @param most rows of one part */
    void read(Reader text, int most, Predicate<DataSet> part) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            Rows rows = new Rows(parser);
            if (!rows.next()) {
                throw DataProblem.of("PEN-2504", file, "the data file is empty; a header and rows are expected.", "");
            }
            Table table = table(rows);
            while (rows.next()) {
                if (table.rows() == most) {
                    if (!part.test(table)) {
                        return;
                    }
                    table = table.next();
                }
                addRow(table, rows);
            }
            part.test(table.finished());
        } catch (CSVException malformed) {
            throw new IOException(malformed);
        }
    }

    private Table table(Rows header) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> positions = new HashMap<>();
        for (String cell : header.record) {
            String name = cell.strip();
            Integer before = name.isEmpty() ? null : positions.putIfAbsent(name, names.size());
            if (before != null) {
                throw DataProblem.at("PEN-2506", new Location(file, header.line, names.size() + 1),
                        "every column has a name of its own, but " + DataProblem.quote(name) + " is also column "
                                + (before + 1) + ".", "Rename one of the two.");
            }
            names.add(name);
        }
        return new Table(file, header.line, names, positions);
    }

    private void addRow(Table table, Rows rows) {
        CSVRecord record = rows.record;
        if (record.size() != table.width()) {
            int row = table.before() + table.rows() + 1;
            throw DataProblem.at("PEN-2509", new Location(file, rows.line, 0), "row " + row + " has "
                    + record.size() + " cells, the header has " + table.width() + ".",
                    "Quote cells that contain the separator.");
        }
        for (int column = 0; column < record.size(); column++) {
            OptionalDouble number = Cell.number(record.get(column));
            table.column(column).add(number, record.get(column), rows.line);
        }
        table.endRow(rows.line);
    }

    /** The records of a file with the lines where they start, without blank lines. */
    private final class Rows {
        private final CSVParser parser;
        private CSVRecord record;
        private int line;

        Rows(CSVParser parser) {
            this.parser = parser;
        }

        boolean next() throws IOException {
            do {
                line = Math.toIntExact(parser.getCurrentLineNumber() + 1);
                record = read();
            } while (record != null && record.size() == 1 && record.get(0).isBlank());
            return record != null;
        }

        private CSVRecord read() throws IOException {
            try {
                var iterator = parser.iterator();
                return iterator.hasNext() ? iterator.next() : null;
            } catch (java.io.UncheckedIOException wrapped) {
                if (wrapped.getCause() instanceof CSVException malformed) {
                    throw malformed(malformed);
                }
                throw wrapped.getCause();
            }
        }

        private PenumbraException malformed(CSVException cause) {
            return DataProblem.at("PEN-2510", new Location(file, line, 0),
                    "the quotes of the row that starts here do not match: " + cause.getMessage() + ".",
                    "A quoted cell starts and ends with \", and a quote within it is doubled.");
        }
    }
}
