package org.penumbra.exchange;

import java.io.IOException;

/**
 * A kind of data that models can be bound to, contributed through {@code org.penumbra.exchange.sources}. Its
 * registration says which names of data it is for: those that end in one of its {@code extensions}, or begin with its
 * {@code scheme}. Stateless, with a public constructor without arguments.
 */
public interface Source {

    /**
     * Reads all of it, or as much as must be read to know names and rows; the rest when it is asked for. A cell that is
     * no number is an error only when its column is used.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2501 and up) with the place where it is wrong
     * @throws IOException when it cannot be read at all; whoever called knows what to say of that
     */
    DataSet read(SourceInput input) throws IOException;
}
