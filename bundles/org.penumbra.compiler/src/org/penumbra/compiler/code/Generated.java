package org.penumbra.compiler.code;

/** What generated classes implement besides, for warming them up. */
interface Generated extends Compiled {

    /** Makes long loops stop after this many rows: the results are worthless, but the code runs. */
    void limit(int rows);
}
