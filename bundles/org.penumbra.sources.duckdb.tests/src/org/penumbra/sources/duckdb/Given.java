package org.penumbra.sources.duckdb;

import java.io.Reader;
import java.nio.file.Path;
import org.penumbra.exchange.SourceInput;

/** What a test hands to a source. */
record Given(String name, String location, Path parent) implements SourceInput {

    static Given file(Path file) {
        return new Given(file.toString(), file.toString(), file.getParent());
    }

    static Given query(Path folder, String query) {
        return new Given("sql:" + query, query, folder);
    }

    @Override
    public String folder() {
        return parent.toString();
    }

    @Override
    public long size() {
        return parent.toFile().length();
    }

    @Override
    public Reader text() {
        throw new IllegalStateException("DuckDB opens files itself");
    }
}
