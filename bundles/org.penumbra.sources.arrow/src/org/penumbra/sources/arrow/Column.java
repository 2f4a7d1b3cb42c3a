package org.penumbra.sources.arrow;

import java.util.Optional;

/**
 * A column of the table, and where its parts lie in each batch.
 *
 * @param type for people
 * @param kind how its values are kept
 * @param bits of one value, or of one offset of a text or list
 * @param isSigned whether whole numbers may be negative
 * @param scale digits of a decimal behind the point, or the length of all lists
 * @param node number of its field node in a batch
 * @param buffer number of its first buffer, if no column before had further buffers for views
 * @param views columns of views before it, each of which may have further buffers
 * @param element of a column of lists: a column of its own; empty when it has no lists
 * @param dictionary of the values that the column's numbers stand for; empty when they stand for themselves
 */
record Column(String name, String type, Kind kind, int bits, boolean isSigned, int scale, int node, int buffer,
        int views, Optional<Column> element, Optional<Dictionary> dictionary) {

    /** How values are kept. */
    enum Kind {
        NOTHING, TRUTH, WHOLE, FLOAT, DECIMAL, TEXT, VIEW, LIST, LISTS_OF_ONE_LENGTH, OTHER;

        boolean isList() {
            return this == LIST || this == LISTS_OF_ONE_LENGTH;
        }
    }

    /**
     * @param id that batches of values name
     * @param kind of the values
     * @param values a column of them, alone in its batches
     */
    record Dictionary(long id, Kind kind, Column values) {
    }
}
