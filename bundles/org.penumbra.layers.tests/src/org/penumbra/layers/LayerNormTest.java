package org.penumbra.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;
import org.penumbra.testing.LayerContract;

class LayerNormTest {

    private static final Layer NORM = new LayerNorm();

    private static Arguments arguments(boolean scaled, boolean shifted) {
        return new Arguments(Map.of("epsilon", 1e-5, "scaled", scaled, "shifted", shifted));
    }

    static Stream<Arguments> kinds() {
        return Stream.of(arguments(true, true), arguments(true, false), arguments(false, true),
                arguments(false, false));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keepsTheContract(Arguments arguments) {
        LayerContract.check(NORM, arguments.values(), List.of(List.of(5)));
        LayerContract.check(NORM, arguments.values(), List.of(List.of(2, 3)));
    }

    /** Of 1, 2, 3 the mean is 2 and the variance 2/3; of three equal numbers nothing is left. */
    @Test
    void valuesByHand() {
        double[] found = arguments(true, true).with("epsilon", 0.0).output(NORM, List.of(3), new double[] {1, 2, 3},
                new double[] {1, 2, 2}, new double[] {0, 5, 1});
        double sd = Math.sqrt(2.0 / 3);
        assertArrayEquals(new double[] {-1 / sd, 5, 2 / sd + 1}, found, 1e-14);
        assertArrayEquals(new double[3], arguments(false, false).output(NORM, List.of(3), new double[] {4, 4, 4}));
    }

    @Test
    void scaleStartsAtOneAndShiftAtZero() {
        List<LayerWeight> weights = arguments(true, true).build(NORM, List.of(List.of(7, 3))).weights();
        assertEquals(List.of("scale", "shift"), weights.stream().map(LayerWeight::name).toList());
        double[] start = new double[6];
        weights.get(0).start().fill(null, start, 0, 3);
        weights.get(1).start().fill(null, start, 3, 3);
        assertArrayEquals(new double[] {1, 1, 1, 0, 0, 0}, start);
    }

    @Test
    void aScalarIsNoInput() {
        assertThrows(LayerMisuse.class, () -> arguments(true, true).build(NORM, List.of(List.of())));
    }
}
