package org.penumbra.sources.arrow;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.function.Predicate;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.SourceInput;
import org.penumbra.exchange.TableSource;

/** Arrow IPC files, mapped into memory: only the columns that are used are read, and only once. */
public final class Arrow implements TableSource {

    /** The mapping ends when nobody can read from it any more. */
    private static ArrowFile open(SourceInput input) throws IOException {
        return ArrowFile.of(input.name(), input.bytes(Arena.ofAuto()));
    }

    @Override
    public DataSet read(SourceInput input) throws IOException {
        ArrowFile file = open(input);
        return new ArrowTable(file, 0, file.rows());
    }

    @Override
    public long memory(SourceInput input) throws IOException {
        ArrowFile file = open(input);
        return Math.max(1, (long) file.rows() * file.columns().size() * Double.BYTES);
    }

    @Override
    public void readParts(SourceInput input, int rows, Predicate<DataSet> part) throws IOException {
        ArrowFile file = open(input);
        for (int from = 0; from < file.rows(); from += Math.min(rows, file.rows() - from)) {
            if (!part.test(new ArrowTable(file, from, Math.min(rows, file.rows() - from)))) {
                return;
            }
        }
    }
}
