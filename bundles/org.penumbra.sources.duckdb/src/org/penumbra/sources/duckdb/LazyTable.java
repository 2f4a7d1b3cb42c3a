package org.penumbra.sources.duckdb;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;

/** A table of which a column is read when it is asked for. */
record LazyTable(Relation relation, List<Column> columns, int rows) implements DataSet {

    static LazyTable of(Relation relation) {
        return relation.in(database -> new LazyTable(relation, relation.columns(database), relation.rows(database)));
    }

    @Override
    public String file() {
        return relation.name();
    }

    @Override
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public NamedArray array(String name) {
        int position = names().indexOf(name);
        if (position < 0) {
            throw DataProblem.unknown(file(), "column", name, names());
        }
        Column column = columns.get(position);
        return relation.in(database -> {
            Cells cells = Cells.of(column, position, 0);
            try (Statement statement = database.connection().createStatement();
                    ResultSet found = statement.executeQuery("SELECT " + column.selection() + " FROM ("
                            + relation.query() + ")")) {
                while (found.next()) {
                    cells.add(found, 1);
                }
            }
            return cells;
        }).toArray(file());
    }
}
