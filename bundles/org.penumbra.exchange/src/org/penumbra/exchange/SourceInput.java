package org.penumbra.exchange;

import java.io.IOException;
import java.io.Reader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What a source is handed: the name of the data, and ways to get at them. */
public interface SourceInput {

    /** The data as a person named them, for messages: a file, or all of {@code sql:select ...}. */
    String name();

    /** What follows the scheme, as in {@code select ...}; for a file its path, for a library that opens it itself. */
    String location();

    /** The folder that relative paths within a query are seen from; an absolute path. */
    String folder();

    /** Size of the file in bytes; 0 when this is none. */
    long size();

    /**
     * The file as text in UTF-8, without its byte order mark. The caller closes it.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2502) when it is no file
     * @throws IOException when it cannot be read, or is not UTF-8
     */
    Reader text() throws IOException;

    /**
     * The file as bytes, mapped into memory: pages are read when something in them is.
     *
     * @param arena how long the bytes can be read
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2502) when it is no file
     * @throws IOException when it cannot be read
     */
    default MemorySegment bytes(Arena arena) throws IOException {
        throw DataProblem.of("PEN-2502", name(), "a data file is expected, this is none.", "");
    }
}
