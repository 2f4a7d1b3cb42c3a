package org.penumbra.sources.duckdb;

import java.util.function.Predicate;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.SourceInput;
import org.penumbra.exchange.TableSource;

/** Parquet files. Only the columns that are used are read. */
public final class Parquet implements TableSource {

    private static Relation relation(SourceInput input) {
        return new Relation(input.name(), "", "SELECT * FROM read_parquet(" + Database.text(input.location()) + ")");
    }

    @Override
    public DataSet read(SourceInput input) {
        return LazyTable.of(relation(input));
    }

    @Override
    public long memory(SourceInput input) {
        return relation(input).memory();
    }

    @Override
    public void readParts(SourceInput input, int rows, Predicate<DataSet> part) {
        relation(input).read(rows, part);
    }
}
