package org.penumbra.sources.text;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Predicate;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.SourceInput;
import org.penumbra.exchange.TableSource;

/** Tables as text, with a header. */
abstract class DelimitedSource implements TableSource {

    /** A number takes eight bytes and its place some, where its text takes about half of that. */
    private static final int MEMORY_PER_BYTE = 4;

    private final char delimiter;

    DelimitedSource(char delimiter) {
        this.delimiter = delimiter;
    }

    @Override
    public DataSet read(SourceInput input) throws IOException {
        try (Reader text = input.text()) {
            return new TableReader(input.name(), delimiter).read(text);
        }
    }

    @Override
    public long memory(SourceInput input) {
        return MEMORY_PER_BYTE * input.size();
    }

    @Override
    public void readParts(SourceInput input, int rows, Predicate<DataSet> part) throws IOException {
        try (Reader text = input.text()) {
            new TableReader(input.name(), delimiter).read(text, rows, part);
        }
    }
}
