package org.penumbra.compiler.code;

/** What generated classes implement besides, for warming them up. */
interface Generated extends Compiled {

    /** Makes long loops stop after this many rows: the results are worthless, but the code runs. */
    void limit(int rows);

    /**
     * Runs a piece of a loop that is split; its sums go to scratch memory.
     *
     * @param split number of the {@link Split}
     * @param parameters of the piece, in the order of {@link Split#parameters}
     */
    void piece(int split, double[] x, double[] out, int[] parameters);
}
