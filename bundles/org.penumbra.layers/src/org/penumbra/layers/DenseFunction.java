package org.penumbra.layers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;

/**
 * Y = activation(X W + b) for the rows of X. The bias starts the sums and the activation follows in place, so that one
 * pass over memory serves all three. Inputs are X, W and, with a bias, b; the output is Y, with X W + b behind it where
 * the derivative of the activation takes that.
 *
 * @param rows of X and Y
 * @param inputs columns of X, rows of W
 * @param units columns of W and Y
 */
record DenseFunction(int rows, int inputs, int units, Activation activation, boolean bias)
        implements Batched {

    @Override
    public String name() {
        return "dense[" + rows + ", " + inputs + ", " + units + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return bias ? List.of(rows * inputs, inputs * units, units) : List.of(rows * inputs, inputs * units);
    }

    @Override
    public int resultSize() {
        return rows * units;
    }

    @Override
    public int outputSize() {
        return activation.needsArgument() ? 2 * resultSize() : resultSize();
    }

    /** Rows of a plate are further rows of X; weights are the same for all. */
    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return varying.equals(Set.of(0))
                ? Optional.of(new DenseFunction(Math.multiplyExact(n, rows), inputs, units, activation, bias))
                : Optional.empty();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        for (int row = 0; row < rows; row++) {
            int start = outAt + row * units;
            for (int unit = 0; unit < units; unit++) {
                out[start + unit] = bias ? in[2][at[2] + unit] : 0;
            }
        }
        Products.add(rows, units, inputs, out, outAt, units, in[0], at[0], inputs, 1, in[1], at[1], units, 1);
        activate(out, outAt);
    }

    private void activate(double[] out, int outAt) {
        int size = resultSize();
        if (activation.needsArgument()) {
            System.arraycopy(out, outAt, out, outAt + size, size);
        }
        if (activation != Activation.IDENTITY) {
            for (int k = outAt; k < outAt + size; k++) {
                out[k] = activation.value(out[k]);
            }
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        sums(out, outAt, outAdjoint);
        if (inAdjoint[0] != null) {
            Products.add(rows, inputs, units, inAdjoint[0], at[0], inputs, outAdjoint, outAt, units, 1, in[1], at[1], 1,
                    units);
        }
        if (inAdjoint[1] != null) {
            Products.add(inputs, units, rows, inAdjoint[1], at[1], units, in[0], at[0], 1, inputs, outAdjoint, outAt,
                    units, 1);
        }
        if (bias && inAdjoint[2] != null) {
            addColumns(outAdjoint, outAt, inAdjoint[2], at[2]);
        }
    }

    /** The adjoint of Y becomes that of X W + b. */
    private void sums(double[] out, int outAt, double[] outAdjoint) {
        if (activation == Activation.IDENTITY) {
            return;
        }
        int size = resultSize();
        int arguments = activation.needsArgument() ? size : 0;
        for (int k = outAt; k < outAt + size; k++) {
            outAdjoint[k] *= activation.slope(out[k + arguments], out[k]);
        }
    }

    private void addColumns(double[] adjoint, int adjointAt, double[] sums, int sumsAt) {
        for (int row = 0; row < rows; row++) {
            int start = adjointAt + row * units;
            for (int unit = 0; unit < units; unit++) {
                sums[sumsAt + unit] += adjoint[start + unit];
            }
        }
    }
}
