package org.penumbra.sources.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;

/** Some successive rows of a table, all columns of them. */
final class Part implements DataSet {

    private final String file;
    private final List<Column> columns;
    private final List<Cells> cells = new ArrayList<>();
    private int rows;

    /** @param before rows in front of the first one here */
    Part(String file, List<Column> columns, int before) {
        this.file = file;
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            cells.add(Cells.of(columns.get(i), i, before));
        }
    }

    /** Adds the row at which {@code found} stands. */
    void add(ResultSet found) throws SQLException {
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).add(found, i + 1);
        }
        rows++;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public NamedArray array(String name) {
        int position = names().indexOf(name);
        if (position < 0) {
            throw DataProblem.unknown(file, "column", name, names());
        }
        return cells.get(position).toArray(file);
    }
}
