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
 * @param method how it is computed
 */
public record GaussianForm(int order, boolean hasNoise, GaussianMethod method) implements ArrayFunction {

    static final int SQUARE = 0;
    static final int HALF_LOG_DETERMINANT = 1;
    /** Where what is kept for the way back begins. */
    static final int KEPT = 2;

    public GaussianForm(int order) {
        this(order, false, order <= Elimination.LARGEST ? new SmallForm(order)
                : new BlockedForm(order, InnerLoops.SCALAR));
    }

    /** The same with one more input, a number that is added to the diagonal of the second. */
    public GaussianForm withNoise() {
        return new GaussianForm(order, true, method);
    }

    /** A small form is computed in the same way everywhere, and nothing changes while it runs. */
    @Override
    public ArrayFunction with(InnerLoops loops) {
        GaussianMethod other = method.with(loops);
        return other == method ? this : new GaussianForm(order, hasNoise, other);
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
        return KEPT + method.keptSize();
    }

    @Override
    public int workSize() {
        return method.workSize();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        method.forward(in, at, hasNoise ? in[2][at[2]] : 0, out, outAt, work);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        method.backward(at, out, outAt, outAdjoint[outAt + SQUARE], outAdjoint[outAt + HALF_LOG_DETERMINANT] / 2,
                inAdjoint, work);
    }
}
