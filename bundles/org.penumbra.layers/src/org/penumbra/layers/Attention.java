package org.penumbra.layers;

import java.util.List;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;

/**
 * Scaled dot-product attention (Vaswani et al. 2017, equation 1), without weights: each query of shape (features) gets
 * the mean of the values, weighted by softmax(query . key / sqrt(features)). Applied to queries of shape (time,
 * features), keys of shape (places, features) and values of shape (places, anything).
 */
public final class Attention implements Layer {

    private static final String NAME = "Attention";

    @Override
    public BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        Inputs.requireCount(NAME, inputs, 3, "queries, keys and values, Attention()(q, k, v)");
        List<Integer> queries = inputs.get(0);
        List<Integer> keys = inputs.get(1);
        List<Integer> values = inputs.get(2);
        Sequences.require(NAME, queries, "queries");
        Sequences.require(NAME, keys, "keys");
        Sequences.require(NAME, values, "values");
        if (!queries.getLast().equals(keys.getLast()) || !keys.getFirst().equals(values.getFirst())) {
            throw new LayerMisuse("Expected keys with as many features as queries, and as many values as keys, found "
                    + "queries of " + Inputs.describe(queries) + ", keys of " + Inputs.describe(keys)
                    + " and values of " + Inputs.describe(values) + ".");
        }
        if (arguments.flag("causal")) {
            Sequences.requireCausal(NAME, queries.getFirst(), keys.getFirst());
        }
        AttentionFunction function = AttentionFunction.of(queries.getFirst(), keys.getFirst(), 1, queries.getLast(),
                values.getLast(), arguments.flag("causal"), Inputs.precision(arguments));
        List<Integer> shape = List.of(queries.getFirst(), values.getLast());
        return new BuiltLayer(List.of(), shape, (blocks, weights) -> blocks.get(0).apply(function, shape,
                blocks.get(1), blocks.get(2)));
    }
}
