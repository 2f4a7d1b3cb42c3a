package org.penumbra.inference;

import org.penumbra.math.RandomStream;

/**
 * Importance ratios of single rows of a plate, for a guide whose rows do not need each other: what can be known of such
 * a guide where no draw of all rows together could tell anything.
 */
public interface RowRatios {

    /** Number of rows of the plate. */
    int rows();

    /** About how many numbers one draw of one row touches, as {@link Target#cost} counts them. */
    long cost();

    /**
     * Draws of one row from the guide.
     *
     * @param draws how many, at least 1
     * @param random chooses the row, which differs from call to call, and its draws
     * @return log p(x_i, z) - log q(z | x_i) of each draw z; NaN where one of the two is not defined. Terms outside of
     *         the plate are the same in all of them; a row has its share of these
     */
    double[] next(int draws, RandomStream random);
}
