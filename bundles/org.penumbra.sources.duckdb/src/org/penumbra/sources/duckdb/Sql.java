package org.penumbra.sources.duckdb;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.SourceInput;
import org.penumbra.exchange.TableSource;

/**
 * What a query gives, in its order. Files in it, of every format that DuckDB reads, are seen from the folder of the
 * model. A query is run once, so that its columns belong to the same rows even when it says nothing of their order.
 */
public final class Sql implements TableSource {

    private static Relation relation(SourceInput input) {
        String query = input.location().strip();
        while (query.endsWith(";")) {
            query = query.substring(0, query.length() - 1).strip();
        }
        return new Relation(input.name(), input.folder(), query);
    }

    @Override
    public DataSet read(SourceInput input) {
        AtomicReference<DataSet> whole = new AtomicReference<>();
        relation(input).read(Integer.MAX_VALUE, part -> {
            whole.set(part);
            return true;
        });
        return whole.get();
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
