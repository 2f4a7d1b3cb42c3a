package org.penumbra.exchange;

import java.util.List;

/** Named arrays of numbers, read from one file. */
public interface DataSet {

    /** The file as the user named it. */
    String file();

    /** Names of columns or keys, in the order of the file. */
    List<String> names();

    /** Number of rows of a table; -1 when every key has a shape of its own (JSON). */
    int rows();

    /**
     * The numbers under a name.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) for an unknown name (PEN-2507, nearest names offered), a
     *         text cell where a number belongs (PEN-2508, row and column named), or nested lists that are no array
     *         (PEN-2513)
     */
    NamedArray array(String name);
}
