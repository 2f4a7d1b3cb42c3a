package org.penumbra.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;
import org.penumbra.testing.LayerContract;

class EmbeddingTest {

    private static final Layer EMBEDDING = new Embedding();
    private static final Map<String, Object> ARGUMENTS = Map.of("count", 5.0, "units", 3.0, "sd", 1.0);

    @Test
    void keepsTheContract() {
        LayerContract.check(EMBEDDING, ARGUMENTS, List.of(List.of()));
        LayerContract.check(EMBEDDING, ARGUMENTS, List.of(List.of(2, 4)));
    }

    @Test
    void vectorsAreANewAxis() {
        BuiltLayer layer = EMBEDDING.build(LayerArguments.ofAll(ARGUMENTS), List.of(List.of(7)));
        assertEquals(List.of(7, 3), layer.shape());
        assertEquals(List.of(5, 3), layer.weights().getFirst().shape());
        assertEquals(Map.of(0, 5), layer.categories());
    }

    @Test
    void thereIsOneInput() {
        assertThrows(LayerMisuse.class,
                () -> EMBEDDING.build(LayerArguments.ofAll(ARGUMENTS), List.of(List.of(), List.of())));
    }
}
