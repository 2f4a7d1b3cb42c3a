package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Initialiser;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;
import org.penumbra.network.Schemes;

/**
 * Multi-head attention (Vaswani et al. 2017, section 3.2.2) of a sequence of shape (time, features) to itself or, as
 * second input, to another one of shape (places, anything). Queries, keys and values are products with the weights
 * {@code query}, {@code key} and {@code value}, of as many columns as there are features; each head has its share of
 * the columns; the results of all, side by side, are multiplied with the weight {@code output}. Biases are
 * {@code queryBias} and so on.
 */
public final class MultiHeadAttention implements Layer {

    private static final String NAME = "MultiHeadAttention";
    private static final List<String> PARTS = List.of("query", "key", "value", "output");

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        requireShapes(arguments, inputs);
        List<Integer> own = inputs.getFirst();
        List<Integer> other = inputs.getLast();
        int features = own.getLast();
        int heads = arguments.integer("heads");
        if (features % heads != 0) {
            throw new LayerMisuse("Expected a number of features that the heads of " + NAME + " can share, found "
                    + features + " features and " + heads + " heads.");
        }
        AttentionFunction attention = AttentionFunction.of(own.getFirst(), other.getFirst(), heads, features / heads,
                features / heads, arguments.flag("causal"), Inputs.precision(arguments));
        DenseFunction ofOwn = product(arguments, own.getFirst(), features, features);
        DenseFunction ofOther = product(arguments, other.getFirst(), other.getLast(), features);
        List<Integer> kept = List.of(other.getFirst(), features);
        return new BuiltLayer(weights(arguments, features, other.getLast()), own, (values, all) -> {
            ArrayExpr query = values.getFirst().apply(ofOwn, own, of(0, all));
            ArrayExpr key = values.getLast().apply(ofOther, kept, of(1, all));
            ArrayExpr value = values.getLast().apply(ofOther, kept, of(2, all));
            return query.apply(attention, own, key, value).apply(ofOwn, own, of(3, all));
        });
    }

    private static void requireShapes(LayerArguments arguments, List<List<Integer>> inputs) {
        if (inputs.isEmpty() || inputs.size() > 2) {
            throw new LayerMisuse("Expected " + NAME + " to be applied to one sequence, or to one that attends and one "
                    + "that is attended to, found " + inputs.size() + " inputs.");
        }
        inputs.forEach(shape -> Sequences.require(NAME, shape, "sequences"));
        if (arguments.flag("causal")) {
            Sequences.requireCausal(NAME, inputs.getFirst().getFirst(), inputs.getLast().getFirst());
        }
    }

    private static DenseFunction product(LayerArguments arguments, int rows, int inputs, int units) {
        return new DenseFunction(rows, inputs, units, Activation.IDENTITY, arguments.flag("bias"),
                Inputs.precision(arguments), InnerLoops.SCALAR);
    }

    /** The weights of one of the products: a matrix, with a bias where there is one. */
    private static ArrayExpr[] of(int part, List<ArrayExpr> weights) {
        int each = weights.size() / PARTS.size();
        return weights.subList(part * each, (part + 1) * each).toArray(ArrayExpr[]::new);
    }

    private static List<LayerWeight> weights(LayerArguments arguments, int features, int others) {
        String init = arguments.word("init");
        List<LayerWeight> weights = new ArrayList<>();
        for (String part : PARTS) {
            int rows = part.equals("key") || part.equals("value") ? others : features;
            weights.add(new LayerWeight(part, List.of(rows, features),
                    Schemes.of(init, rows, features, rows, features)));
            if (arguments.flag("bias")) {
                weights.add(new LayerWeight(part + "Bias", List.of(features), init.equals("fanIn")
                        ? Schemes.fanIn(rows) : Initialiser.ZEROS));
            }
        }
        return weights;
    }
}
