package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.products.Precision;

/**
 * Steps of gated recurrent units for rows of inputs X and states H, side by side; see {@link GRUCell}. Inputs are X, H,
 * the weights W and U and, with biases, b and c. The output is the new states, with r, z, n and H U_n + c_n of each row
 * behind them. Where there are fewer inputs or states than rows, they are those of row after row, again and again.
 *
 * @param rows of the output
 * @param inputRows rows of X
 * @param stateRows rows of H
 * @param inputs columns of X
 * @param units columns of H
 */
record GruFunction(int rows, int inputRows, int stateRows, int inputs, int units, boolean bias, Precision precision,
        InnerLoops loops) implements LayerFunction {

    /** Number of gates whose weights lie side by side: r, z and n. */
    static final int GATES = 3;

    /** Number of blocks that are kept of each row. */
    static final int KEPT = 4;

    @Override
    public String name() {
        return "gru[" + rows + ", " + inputs + ", " + units + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        List<Integer> sizes = new ArrayList<>(List.of(inputRows * inputs, stateRows * units, inputs * GATES * units,
                units * GATES * units));
        if (bias) {
            sizes.add(GATES * units);
            sizes.add(GATES * units);
        }
        return sizes;
    }

    @Override
    public int resultSize() {
        return rows * units;
    }

    @Override
    public int outputSize() {
        return (1 + KEPT) * resultSize();
    }

    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return Set.of(0, 1).containsAll(varying)
                ? Optional.of(new GruFunction(Math.multiplyExact(n, rows), varying.contains(0) ? n * inputRows
                        : inputRows, varying.contains(1) ? n * stateRows : stateRows, inputs, units, bias, precision,
                        loops)) : Optional.empty();
    }

    @Override
    public ArrayFunction with(InnerLoops others) {
        return new GruFunction(rows, inputRows, stateRows, inputs, units, bias, precision, others);
    }

    @Override
    public GruOfThread forThread() {
        return new GruOfThread(this);
    }
}
