package org.penumbra.expression;

import java.util.Optional;
import java.util.Set;

/**
 * A function that is cheaper for many rows at once than row by row, as a product of a vector and a matrix is: the
 * compiler calls it once for all rows of a plate.
 */
public interface Batched extends ArrayFunction {

    /** Number of elements of the result, which come first in the output of one row. */
    int resultSize();

    /**
     * One function that does for each of {@code n} rows what this does for one, and to 1e-13 with the same numbers. A
     * varying input is {@code n} blocks one behind the other, any other one block for all rows. The results of the rows
     * come first in its output, one behind the other, and what else it keeps behind all of them; its output is
     * {@code n} times as large as that of one row.
     *
     * @param n number of rows, at least 1
     * @param varying positions of the inputs that differ from row to row, 0 the first; not empty
     * @return empty where these inputs cannot vary
     */
    Optional<ArrayFunction> rows(int n, Set<Integer> varying);
}
