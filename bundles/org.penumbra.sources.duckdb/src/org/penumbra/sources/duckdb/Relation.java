package org.penumbra.sources.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;

/**
 * A table that DuckDB knows how to make.
 *
 * @param name as the user named it
 * @param folder that relative paths are seen from
 * @param query that gives its rows, in their order
 */
record Relation(String name, String folder, String query) {

    private static final int SHOWN = 300;

    /** Work with a database. */
    @FunctionalInterface
    interface Work<T> {
        T with(Database database) throws SQLException;
    }

    /**
     * Runs something in a database of its own.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-2515) with what DuckDB says
     */
    <T> T in(Work<T> work) {
        try (Database database = Database.open(folder)) {
            return work.with(database);
        } catch (SQLException failed) {
            throw DataProblem.at("PEN-2515", Location.of(name), "DuckDB cannot read this: " + reason(failed) + ".",
                    "See whether the query or the file is right.");
        }
    }

    /** What it says, on one line. */
    private static String reason(SQLException failed) {
        String reason = String.valueOf(failed.getMessage()).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return (reason.length() > SHOWN ? reason.substring(0, SHOWN) + "..." : reason).replaceAll("[.]+$", "");
    }

    /** @throws PenumbraException (BAD_INPUT, PEN-2506) when two columns have one name */
    List<Column> columns(Database database) throws SQLException {
        List<Column> columns = database.columns(query);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw DataProblem.at("PEN-2506", Location.of(name), "every column has a name of its own, but two are "
                        + DataProblem.quote(column.name()) + ".", "Rename one of the two.");
            }
        }
        return columns;
    }

    /** Number of rows; PEN-2505 when there are none. */
    int rows(Database database) throws SQLException {
        long rows = database.number("SELECT count(*) FROM (" + query + ")");
        if (rows == 0) {
            throw noRows();
        }
        return Math.toIntExact(rows);
    }

    private PenumbraException noRows() {
        return DataProblem.at("PEN-2505", Location.of(name), "rows are expected, and there are none.", "");
    }

    /** About what all its numbers take in memory while they are read: each is there twice. */
    long memory() {
        return in(database -> {
            long numbers = 0;
            int rows = rows(database);
            for (Column column : columns(database)) {
                numbers += column.isArray() ? database.number("SELECT sum(" + column.size() + ") FROM (" + query + ")")
                        : rows;
            }
            return 2L * Double.BYTES * numbers;
        });
    }

    /** All rows, or as many as {@code part} wants. */
    void read(int most, Predicate<DataSet> part) {
        in(database -> {
            List<Column> columns = columns(database);
            try (Statement statement = database.connection().createStatement();
                    ResultSet found = statement.executeQuery(selection(columns))) {
                read(found, columns, most, part);
            }
            return null;
        });
    }

    private void read(ResultSet found, List<Column> columns, int most, Predicate<DataSet> part) throws SQLException {
        int before = 0;
        Part rows = new Part(name, columns, 0);
        while (found.next()) {
            if (rows.rows() == most) {
                if (!part.test(rows)) {
                    return;
                }
                before += most;
                rows = new Part(name, columns, before);
            }
            rows.add(found);
        }
        if (before == 0 && rows.rows() == 0) {
            throw noRows();
        }
        part.test(rows);
    }

    private String selection(List<Column> columns) {
        return "SELECT " + columns.stream().map(Column::selection).collect(Collectors.joining(", ")) + " FROM ("
                + query + ")";
    }
}
