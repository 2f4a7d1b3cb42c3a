package org.penumbra.sources.arrow;

import java.util.Optional;

/**
 * A column of the table, and where its parts lie in each batch.
 *
 * @param type for people
 * @param kind how its values are kept
 * @param bits of one value, or of one offset of a text
 * @param isSigned whether whole numbers may be negative
 * @param scale digits of a decimal behind the point
 * @param node number of its field node in a batch
 * @param buffer number of its first buffer, if no column before had further buffers for views
 * @param views columns of views before it, each of which may have further buffers
 * @param dictionary of the values that the column's numbers stand for; empty when they stand for themselves
 */
record Column(String name, String type, Kind kind, int bits, boolean isSigned, int scale, int node, int buffer,
        int views, Optional<Dictionary> dictionary) {

    /** How values are kept. */
    enum Kind {
        NOTHING, TRUTH, WHOLE, FLOAT, DECIMAL, TEXT, VIEW, OTHER
    }

    /**
     * @param id that batches of values name
     * @param kind of the values
     * @param values a column of them, alone in its batches
     */
    record Dictionary(long id, Kind kind, Column values) {
    }
}
