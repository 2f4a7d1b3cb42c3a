package org.penumbra.compiler.code;

/** What generated classes implement. Instances own scratch memory: one per thread. */
public interface Compiled {

    /**
     * @param x free coordinates
     * @param out where outputs are added; may be null when the program has none
     * @return the scalar that the program computes, 0 when it only writes outputs
     */
    double run(double[] x, double[] out);
}
