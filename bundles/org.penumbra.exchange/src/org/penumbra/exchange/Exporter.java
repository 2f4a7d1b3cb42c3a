package org.penumbra.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A format of draws, contributed through {@code org.penumbra.exchange.exporters}. Stateless, with a public constructor
 * without arguments.
 *
 * @param <O> options
 */
public interface Exporter<O extends Record> {

    /**
     * Writes draws. A format that has no weights writes {@link DrawSet#equallyWeighted()}. The same draws give the same
     * bytes.
     *
     * @throws IOException of {@code output}
     */
    void write(DrawSet draws, O options, Output output) throws IOException;

    /** Where files go. All of them appear together when the exporter has returned, or none. */
    interface Output {

        /**
         * A new file.
         *
         * @param name without folders
         */
        OutputStream open(String name) throws IOException;

        /** The path of a new file, for a library that writes it itself before the exporter returns. */
        String path(String name) throws IOException;
    }

    /** A format that can also be read. An exporter that can implements this too. */
    interface Reader {

        /**
         * Reads draws.
         *
         * @param files in the order of the chains, at least one
         * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2520 and up) with the place where a file is wrong
         * @throws IOException when a file cannot be read at all
         */
        DrawSet read(List<Input> files) throws IOException;
    }

    /** One file that is read. */
    interface Input {

        /** As a person named it. */
        String name();

        /** Its path, for a library that opens it itself. */
        String path();

        /** Its bytes; the caller closes the stream. */
        InputStream open() throws IOException;
    }
}
