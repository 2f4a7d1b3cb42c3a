package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Initialiser;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;
import org.penumbra.network.Schemes;

/**
 * One step of a gated recurrent unit (Cho et al. 2014), applied to an input x and a state h:
 *
 * <pre>
 * r  = sigmoid(x W_r + b_r + h U_r + c_r)
 * z  = sigmoid(x W_z + b_z + h U_z + c_z)
 * n  = tanh(x W_n + b_n + r (h U_n + c_n))
 * h' = (1 - z) n + z h
 * </pre>
 *
 * r is within the tanh, as in cuDNN and PyTorch. Weights are {@code weight} W of shape (inputs, 3 units),
 * {@code recurrent} U of shape (units, 3 units), {@code bias} b and {@code recurrentBias} c of 3 units each; r comes
 * first along the last axis, then z, then n.
 */
public final class GRUCell implements Layer {

    private static final String EXPECTED = "an input and a state, GRUCell(units)(x, h)";

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        Inputs.requireCount("GRUCell", inputs, 2, EXPECTED);
        List<Integer> input = inputs.getFirst();
        List<Integer> state = inputs.getLast();
        int units = arguments.integer("units");
        Inputs.requireVectors("GRUCell", input, EXPECTED);
        if (state.isEmpty() || state.getLast() != units) {
            throw new LayerMisuse("Expected a state of " + units + " numbers, as many as GRUCell has units, found "
                    + Inputs.describe(state) + ".");
        }
        if (!Inputs.rows(input).equals(Inputs.rows(state))) {
            throw new LayerMisuse("Expected as many rows of inputs as of states, found " + Inputs.describe(input)
                    + " and " + Inputs.describe(state) + ".");
        }
        int rows = Inputs.size(Inputs.rows(state));
        GruFunction function = new GruFunction(rows, rows, rows, input.getLast(), units, arguments.flag("bias"),
                Inputs.precision(arguments), InnerLoops.SCALAR);
        return new BuiltLayer(weights(arguments, input.getLast(), units), state, (values, weights) -> {
            List<ArrayExpr> more = new ArrayList<>(List.of(values.getLast()));
            more.addAll(weights);
            return values.getFirst().apply(function, state, more.toArray(ArrayExpr[]::new));
        });
    }

    private static List<LayerWeight> weights(LayerArguments arguments, int inputs, int units) {
        int width = GruFunction.GATES * units;
        String init = arguments.word("init");
        String recurrent = arguments.word("recurrentInit");
        List<LayerWeight> weights = new ArrayList<>();
        weights.add(new LayerWeight("weight", List.of(inputs, width), scheme(init, inputs, units, inputs)));
        weights.add(new LayerWeight("recurrent", List.of(units, width), scheme(recurrent, units, units, units)));
        if (arguments.flag("bias")) {
            weights.add(new LayerWeight("bias", List.of(width), bias(init, units)));
            weights.add(new LayerWeight("recurrentBias", List.of(width), bias(recurrent, units)));
        }
        return weights;
    }

    /** Each gate has units of its own; {@code fanIn} goes by the units, as PyTorch does for all weights of a cell. */
    private static Initialiser scheme(String name, int rows, int units, int fanIn) {
        return name.equals("fanIn") ? Schemes.fanIn(units)
                : Schemes.of(name, rows, GruFunction.GATES * units, fanIn, units);
    }

    private static Initialiser bias(String scheme, int units) {
        return scheme.equals("fanIn") ? Schemes.fanIn(units) : Initialiser.ZEROS;
    }
}
