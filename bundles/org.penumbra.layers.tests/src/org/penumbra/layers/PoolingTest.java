package org.penumbra.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerMisuse;
import org.penumbra.testing.LayerContract;

class PoolingTest {

    private static final Layer LARGEST = new MaxPool2D();
    private static final Layer MEAN = new AveragePool2D();

    static Stream<Arguments> kinds() {
        Arguments two = Arguments.ofPool(2);
        return Stream.of(two, two.with("stride", 1), two.with("padding", "same"), two.with("padding", 1),
                Arguments.ofPool(3).with("kernelWidth", 1), Arguments.ofPool(3).with("padding", 2).with("stride", 2));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keepTheContract(Arguments arguments) {
        LayerContract.check(LARGEST, arguments.values(), List.of(List.of(4, 5, 2)));
        LayerContract.check(MEAN, arguments.values(), List.of(List.of(4, 5, 2)));
    }

    @Test
    void theMeanOfAllKeepsTheContract() {
        LayerContract.check(new GlobalAveragePool2D(), Map.of(), List.of(List.of(3, 2, 4)));
        assertArrayEquals(new double[] {4, 5}, new Arguments(Map.of()).output(new GlobalAveragePool2D(),
                List.of(2, 2, 2), new double[] {1, 2, 3, 4, 5, 6, 7, 8}), 0);
    }

    /** The examples of Zhang, Lipton, Li and Smola, Dive into Deep Learning, section 7.5. */
    @Test
    void examplesFromABook() {
        double[] nine = Arguments.counting(0, 9);
        Arguments slow = Arguments.ofPool(2).with("stride", 1);
        assertArrayEquals(new double[] {4, 5, 7, 8}, slow.output(LARGEST, List.of(3, 3), nine));
        assertArrayEquals(new double[] {2, 3, 5, 6}, slow.output(MEAN, List.of(3, 3), nine));
        double[] sixteen = Arguments.counting(0, 16);
        assertArrayEquals(new double[] {10}, Arguments.ofPool(3).output(LARGEST, List.of(4, 4), sixteen));
        assertArrayEquals(new double[] {5, 7, 13, 15}, Arguments.ofPool(3).with("padding", 1).with("stride", 2)
                .output(LARGEST, List.of(4, 4), sixteen));
    }

    /** What lies around the image is no number of it: not even negative ones are less than it. */
    @Test
    void aroundTheImageIsNothing() {
        Arguments padded = Arguments.ofPool(2).with("padding", 1);
        double[] x = {-1, -2, -3, -4};
        assertArrayEquals(x, padded.output(LARGEST, List.of(2, 2), x));
        assertArrayEquals(x, padded.output(MEAN, List.of(2, 2), x));
    }

    @Test
    void whatIsNoNumberIsSeen() {
        double[] found = Arguments.ofPool(2).output(LARGEST, List.of(2, 2), new double[] {1, Double.NaN, 3, 2});
        assertTrue(Double.isNaN(found[0]));
    }

    @Test
    void aWindowThatIsTooLargeIsTold() {
        LayerMisuse misuse = assertThrows(LayerMisuse.class,
                () -> Arguments.ofPool(3).build(LARGEST, List.of(List.of(2, 5, 1))));
        assertEquals("Expected a kernel that is no larger than the image of 2 x 5, found 3 x 3.", misuse.getMessage());
        assertEquals("Make the kernel smaller, or pad the image: padding = same.", misuse.advice());
    }
}
