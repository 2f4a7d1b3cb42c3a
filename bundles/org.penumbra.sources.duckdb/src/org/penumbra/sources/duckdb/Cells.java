package org.penumbra.sources.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.NamedArray;

/** The values of one column, for some successive rows. */
interface Cells {

    /**
     * @param position of the column, counted from 0
     * @param before rows in front of the first one here
     */
    static Cells of(Column column, int position, int before) {
        return column.isArray() ? new ArrayCells(column, position, before)
                : new NumberCells(column, position, before);
    }

    /** Adds the value of the row at which {@code rows} stands. */
    void add(ResultSet rows, int index) throws SQLException;

    /**
     * @param file as the user named it
     * @throws PenumbraException (BAD_INPUT) PEN-2508 when the column has no numbers, PEN-2513 when its lists differ in
     *         length
     */
    NamedArray toArray(String file);
}
