package org.penumbra.lang;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Initialiser;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerCatalog;
import org.penumbra.network.LayerEntry;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;

/** One layer, so that messages do not change with what happens to be built. */
final class LayersForTests implements LayerCatalog {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static final LayerEntry DENSE = new LayerEntry("Dense", "A dense layer.", "test", List.of(
            new LayerEntry.Parameter("units", LayerEntry.Kind.INTEGER, "", Optional.empty(), 1, INFINITY, List.of()),
            new LayerEntry.Parameter("activation", LayerEntry.Kind.WORD, "", Optional.of("identity"), -INFINITY,
                    INFINITY, List.of("identity", "tanh", "softplus")),
            new LayerEntry.Parameter("bias", LayerEntry.Kind.FLAG, "", Optional.of("true"), -INFINITY, INFINITY,
                    List.of())), () -> LayersForTests::build);

    private static BuiltLayer build(LayerArguments arguments, List<List<Integer>> inputs) {
        if (inputs.size() != 1 || inputs.getFirst().isEmpty()) {
            throw new LayerMisuse("Expected Dense to be applied to one vector, found something else.");
        }
        List<Integer> shape = new ArrayList<>(inputs.getFirst());
        shape.set(shape.size() - 1, arguments.integer("units"));
        return new BuiltLayer(List.of(new LayerWeight("weight", List.of(inputs.getFirst().getLast(),
                arguments.integer("units")), Initialiser.ZEROS)), shape, (values, weights) -> {
                    throw new AssertionError("checking computes nothing");
                });
    }

    @Override
    public Optional<LayerEntry> find(String name) {
        return name.equals("Dense") ? Optional.of(DENSE) : Optional.empty();
    }

    @Override
    public Collection<String> names() {
        return List.of("Dense");
    }
}
