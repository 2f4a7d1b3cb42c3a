package org.penumbra.expression;

import java.util.List;
import org.penumbra.expression.function.InnerLoops;

/**
 * A differentiable function from blocks of numbers to one block of numbers: a Cholesky factor, the solution of a
 * differential equation, a bijector of a simplex. What is written as scalar {@link Expr}essions is differentiated by
 * the compiler; this is for what has a faster or more accurate derivative than that of its every step.
 *
 * <p>Implementations are immutable, and records where two with equal components are one function. They know their
 * sizes, keep nothing between calls, allocate nothing, and never throw for the numbers that they are given: what has no
 * value is NaN. One instance serves all threads, with {@code work} as the caller's own memory; one that needs more has
 * {@link #forThread} make another.
 */
public interface ArrayFunction {

    /** For people who read dumps, such as {@code cholesky[4]}. */
    String name();

    /** Number of doubles in each input block. */
    List<Integer> inputSizes();

    /**
     * Number of doubles in the output block. It may be larger than the result, which comes first: what follows is kept
     * from the call of {@link #forward} to that of {@link #backward}.
     */
    int outputSize();

    /** Number of doubles of scratch memory that a call needs; what it holds is not kept between calls. */
    default int workSize() {
        return 0;
    }

    /** The same function for the use of one thread: another instance when it keeps memory of its own. */
    default ArrayFunction forThread() {
        return this;
    }

    /**
     * What the calls of this instance have cost so far beyond what its sizes tell, in numbers touched: of functions
     * that take as many steps as their input wants. The same in every run.
     */
    default long effort() {
        return 0;
    }

    /** Gives up, and is NaN, where one call would cost more than this; of an instance that {@link #forThread} made. */
    default void bound(long effort) {
    }

    /** The same function, to the bit, that leaves its inner loops to others where it can. */
    default ArrayFunction with(InnerLoops loops) {
        return this;
    }

    /**
     * Computes the output block.
     *
     * @param in arrays with the input blocks
     * @param at where each block starts
     * @param out array with the output block
     * @param outAt where it starts
     * @param work scratch memory
     */
    void forward(double[][] in, int[] at, double[] out, int outAt, double[] work);

    /**
     * Adds to the adjoint of each input what the adjoint of the output contributes: the transposed Jacobian times it.
     *
     * @param in as in {@link #forward}
     * @param at as in {@link #forward}; the adjoint of a block starts where the block does
     * @param out what {@link #forward} made of the same input
     * @param outAt where it starts
     * @param outAdjoint derivatives by the elements of the output, from {@code outAt}; may be overwritten
     * @param inAdjoint arrays to add to, or null where the derivative by an input is not wanted
     * @param work scratch memory
     */
    void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work);
}
