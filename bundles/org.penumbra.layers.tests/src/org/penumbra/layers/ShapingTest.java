package org.penumbra.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerMisuse;
import org.penumbra.testing.LayerContract;

class ShapingTest {

    private static final Layer RESHAPE = new Reshape();
    private static final Layer FLATTEN = new Flatten();

    private static Arguments shape(int first, int second, int third) {
        return new Arguments(Map.of("first", (double) first, "second", (double) second, "third", (double) third,
                "fourth", 0.0));
    }

    @Test
    void keepTheContract() {
        LayerContract.check(RESHAPE, shape(2, 3, 2).values(), List.of(List.of(12)));
        LayerContract.check(RESHAPE, shape(4, 3, 0).values(), List.of(List.of(2, 6)));
        LayerContract.check(FLATTEN, Map.of(), List.of(List.of(2, 3, 2)));
        LayerContract.check(FLATTEN, Map.of(), List.of(List.of(3)));
        LayerContract.check(FLATTEN, Map.of(), List.of(List.of()));
    }

    @Test
    void numbersStayInOrder() {
        double[] x = Arguments.counting(1, 6);
        assertArrayEquals(x, shape(3, 2, 0).output(RESHAPE, List.of(6), x));
        assertArrayEquals(x, shape(3, 2, 0).output(RESHAPE, List.of(2, 3), x));
        assertArrayEquals(x, new Arguments(Map.of()).output(FLATTEN, List.of(3, 1, 2), x));
        BuiltLayer layer = shape(3, 2, 1).build(RESHAPE, List.of(List.of(6)));
        assertEquals(List.of(3, 2, 1), layer.shape());
    }

    @Test
    void shapesOfOtherSizesAreTold() {
        assertEquals("Expected a shape of 6 numbers, as shape [2, 3] has, found shape [4, 2], which has 8.",
                misuse(shape(4, 2, 0)));
        assertEquals("Expected the extents of a shape one after the other, found 'third' without the one before it.",
                misuse(shape(3, 0, 2)));
    }

    private static String misuse(Arguments arguments) {
        return assertThrows(LayerMisuse.class, () -> arguments.build(RESHAPE, List.of(List.of(2, 3)))).getMessage();
    }
}
