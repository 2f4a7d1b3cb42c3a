package org.penumbra.compiler.code;

/** What generated classes implement. Instances own scratch memory: one per thread. */
public interface Compiled {

    /**
     * @param x free coordinates
     * @param out where outputs are added; may be null when the program has none
     * @return the scalar that the program computes, 0 when it only writes outputs
     */
    double run(double[] x, double[] out);

    /** What all runs of this instance have cost beyond what is the same in each, as array functions tell it. */
    default long effort() {
        return 0;
    }

    /** From now on, an array function whose call would cost more than this is NaN. */
    default void bound(long effort) {
    }
}
