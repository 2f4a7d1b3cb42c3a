package org.penumbra.layers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.products.Precision;

/**
 * Y = activation(X W + b) for the rows of X. The bias starts the sums and the activation follows in place, so that one
 * pass over memory serves all three. Inputs are X, W and, with a bias, b; the output is Y, with X W + b behind it where
 * the derivative of the activation takes that.
 *
 * @param rows of X and Y
 * @param inputs columns of X, rows of W
 * @param units columns of W and Y
 * @param precision of the products, forwards and backwards
 * @param loops what multiplies
 */
record DenseFunction(int rows, int inputs, int units, Activation activation, boolean bias, Precision precision,
        InnerLoops loops) implements LayerFunction {

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
        return Activating.outputSize(activation, resultSize());
    }

    /** Rows of a plate are further rows of X; weights are the same for all. */
    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return varying.equals(Set.of(0)) ? Optional.of(new DenseFunction(Math.multiplyExact(n, rows), inputs, units,
                activation, bias, precision, loops)) : Optional.empty();
    }

    @Override
    public ArrayFunction with(InnerLoops others) {
        return new DenseFunction(rows, inputs, units, activation, bias, precision, others);
    }

    @Override
    public DenseOfThread forThread() {
        return new DenseOfThread(this);
    }
}
