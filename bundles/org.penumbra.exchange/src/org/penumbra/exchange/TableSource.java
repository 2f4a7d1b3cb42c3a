package org.penumbra.exchange;

import java.io.IOException;
import java.util.function.Predicate;

/** A source of tables, which can be read a few rows at a time, so that a table may be larger than memory. */
public interface TableSource extends Source {

    /**
     * About how many bytes of memory reading the whole takes, to decide whether to read it in parts.
     *
     * @throws IOException when it cannot be read at all
     */
    long memory(SourceInput input) throws IOException;

    /**
     * Reads it part by part, in the order of {@link #read}.
     *
     * @param rows at most so many in one part, at least 1
     * @param part gets one part after the other, each a table of its own and gone after the call; tells whether to
     *        go on
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2501 and up) with the place where it is wrong
     * @throws IOException when it cannot be read at all
     */
    void readParts(SourceInput input, int rows, Predicate<DataSet> part) throws IOException;
}
