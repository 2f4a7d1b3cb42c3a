package org.penumbra.inference;

import org.penumbra.math.RandomStream;

/** Rows that a guide is never trained on, to see what it is worth on others. */
public interface Validation {

    /** How many there are. */
    int rows();

    /**
     * The evidence lower bound of the guide at its present parameters, estimated with one draw for each row that was
     * held out, as if these stood for all rows: on the scale of the bound that is climbed.
     *
     * @param random the same stream gives two states of a guide the same noise
     */
    double bound(RandomStream random);
}
