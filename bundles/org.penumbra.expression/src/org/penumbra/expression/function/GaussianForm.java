package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * What the density of a Gaussian vector x with covariance A takes: x' A^-1 x and half the logarithm of det A, both NaN
 * where A is not positive definite. The first input is x, the second A, row-major, of which only what is on and above
 * the diagonal is read.
 *
 * <p>The adjoints are known without one of a factor of A: with a = A^-1 x they are 2 a by x, and -a a' and A^-1 / 2 by
 * A (Petersen and Pedersen 2012, "The matrix cookbook", equations 57 and 61).
 *
 * @param order number of elements of x
 * @param hasNoise whether a third input, one number, is added to the diagonal of the second: A is their sum
 * @param loops what products are computed with where A is not small
 */
public record GaussianForm(int order, boolean hasNoise, InnerLoops loops) implements ArrayFunction {

    static final int SQUARE = 0;
    static final int HALF_LOG_DETERMINANT = 1;
    /** Where what is kept for the way back begins. */
    static final int KEPT = 2;

    public GaussianForm(int order) {
        this(order, false, InnerLoops.SCALAR);
    }

    /** The same with one more input, a number that is added to the diagonal of the second. */
    public GaussianForm withNoise() {
        return new GaussianForm(order, true, loops);
    }

    /** A small form is computed in the same way everywhere, and nothing changes while it runs. */
    @Override
    public ArrayFunction with(InnerLoops faster) {
        return isSmall() ? this : new GaussianForm(order, hasNoise, faster);
    }

    private boolean isSmall() {
        return order <= Elimination.LARGEST;
    }

    private SmallForm small() {
        return new SmallForm(order);
    }

    private BlockedForm blocked() {
        return new BlockedForm(order, loops);
    }

    @Override
    public String name() {
        return "gaussianForm[" + order + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return hasNoise ? List.of(order, order * order, 1) : List.of(order, order * order);
    }

    @Override
    public int outputSize() {
        return KEPT + (isSmall() ? small().keptSize() : blocked().keptSize());
    }

    @Override
    public int workSize() {
        return isSmall() ? small().workSize() : blocked().workSize();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        double noise = hasNoise ? in[2][at[2]] : 0;
        if (isSmall()) {
            small().forward(in, at, noise, out, outAt, work);
        } else {
            blocked().forward(in, at, noise, out, outAt);
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        double bySquare = outAdjoint[outAt + SQUARE];
        double byInverse = outAdjoint[outAt + HALF_LOG_DETERMINANT] / 2;
        if (isSmall()) {
            small().backward(at, out, outAt, bySquare, byInverse, inAdjoint, work);
        } else {
            blocked().backward(at, out, outAt, bySquare, byInverse, inAdjoint, work);
        }
    }
}
