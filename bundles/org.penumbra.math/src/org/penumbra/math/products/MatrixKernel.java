package org.penumbra.math.products;

import org.penumbra.core.Workers;

/**
 * Multiplies matrices: C = alpha op(A) op(B) + beta C. All kernels of ours give the same bits, for any width of
 * registers and any number of threads, because every element of C is the same sequence of operations:
 *
 * <ol>
 * <li>c is what it was when beta is 1, 0 when beta is 0 (whatever C held, NaN included), else beta times what it was;
 * <li>the inner index is cut into blocks of {@link MatrixProduct#block}, the last of which may be shorter; for one
 * after the other, s = 0, then s = fma(a_ik, b_kj, s) for each k in ascending order, then c = fma(alpha, s, c).
 * </ol>
 *
 * <p>With {@link Precision#SINGLE}, a, b and s are 32-bit numbers. NaN and infinity take part as in any sum. A kernel
 * of the machine's own ({@code isExact} false) rounds differently in the last bits.
 */
public interface MatrixKernel {

    /** For people, such as "vectors of 512 bits". */
    String name();

    /** Whether results have the bits that are defined here. */
    boolean isExact();

    /** What any machine can run. */
    MatrixKernel SCALAR = new ScalarKernel();

    /** A multiplier for one thread. */
    default Multiplier multiplier() {
        return multiplier(Workers.SEQUENTIAL);
    }

    /** A multiplier for one thread that leaves parts of large products to workers. */
    Multiplier multiplier(Workers workers);

    /**
     * A kernel with memory of its own, for one thread at a time. Once it has seen the largest product it allocates
     * nothing.
     */
    interface Multiplier {

        /**
         * C = alpha op(A) op(B) + beta C. C must not overlap with A or B.
         *
         * @param aAt where A starts
         * @param bAt where B starts
         * @param cAt where C starts
         * @throws IndexOutOfBoundsException when a matrix reaches beyond its array; C may then be spoilt
         */
        void multiply(MatrixProduct product, double alpha, double[] a, int aAt, double[] b, int bAt, double beta,
                double[] c, int cAt);
    }
}
