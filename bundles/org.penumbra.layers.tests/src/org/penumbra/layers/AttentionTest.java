package org.penumbra.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.math.RandomStream;
import org.penumbra.math.products.Precision;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;
import org.penumbra.testing.BatchedContract;
import org.penumbra.testing.LayerContract;

class AttentionTest {

    private static final Layer ATTENTION = new Attention();
    private static final Layer HEADS = new MultiHeadAttention();

    private static Arguments plain(boolean causal) {
        return new Arguments(Map.of("causal", causal, "precision", 64.0));
    }

    private static Arguments heads(int heads, boolean causal, boolean bias) {
        return new Arguments(Map.of("heads", (double) heads, "causal", causal, "bias", bias, "init", "glorot",
                "precision", 64.0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepTheContract(boolean causal) {
        LayerContract.check(ATTENTION, plain(causal).values(), List.of(List.of(3, 2), List.of(3, 2), List.of(3, 4)));
        LayerContract.check(HEADS, heads(2, causal, true).values(), List.of(List.of(3, 4)));
        LayerContract.check(HEADS, heads(1, causal, false).values(), List.of(List.of(3, 2), List.of(3, 5)));
    }

    @Test
    void sequencesMayHaveTwoLengths() {
        LayerContract.check(ATTENTION, plain(false).values(), List.of(List.of(2, 3), List.of(4, 3), List.of(4, 1)));
        LayerContract.check(HEADS, heads(2, false, true).values(), List.of(List.of(2, 4), List.of(3, 3)));
    }

    @Test
    void whatIsTheSameForAllSequencesIsThereOnce() {
        AttentionFunction function = AttentionFunction.of(3, 4, 2, 2, 3, false, Precision.DOUBLE);
        for (Set<Integer> varying : List.of(Set.of(0), Set.of(1), Set.of(2), Set.of(1, 2), Set.of(0, 2))) {
            assertTrue(BatchedContract.check(function, varying, 1e-13));
        }
    }

    @Test
    void productsOf32Bits() {
        AttentionFunction function = AttentionFunction.of(3, 3, 2, 2, 3, true, Precision.SINGLE);
        assertTrue(BatchedContract.check(function, Set.of(0, 1, 2), 1e-5));
    }

    /** Equation 1, sum by sum. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void valuesAreThoseOfTheEquation(boolean causal) {
        double[] q = draws(6, 1);
        double[] k = draws(6, 2);
        double[] v = draws(12, 3);
        List<List<Integer>> shapes = List.of(List.of(3, 2), List.of(3, 2), List.of(3, 4));
        double[] found = LayerContract.output(plain(causal).build(ATTENTION, shapes), shapes, q, k, v);
        for (int place = 0; place < 3; place++) {
            double[] weighted = new double[4];
            double total = 0;
            for (int seen = 0; seen < (causal ? place + 1 : 3); seen++) {
                double share = StrictMath.exp((q[2 * place] * k[2 * seen] + q[2 * place + 1] * k[2 * seen + 1])
                        / StrictMath.sqrt(2));
                total += share;
                for (int j = 0; j < 4; j++) {
                    weighted[j] += share * v[4 * seen + j];
                }
            }
            for (int j = 0; j < 4; j++) {
                assertEquals(weighted[j] / total, found[4 * place + j], 1e-14);
            }
        }
    }

    /** A second head is a second attention of its columns, put beside the first. */
    @Test
    void headsAreSideBySide() {
        double[] x = draws(12, 1);
        double[] identity = new double[16];
        for (int j = 0; j < 4; j++) {
            identity[5 * j] = 1;
        }
        List<Integer> shape = List.of(3, 4);
        double[] found = heads(2, false, false).output(HEADS, shape, x, identity, identity, identity, identity);
        for (int head = 0; head < 2; head++) {
            double[] part = columns(x, 2 * head);
            List<List<Integer>> shapes = List.of(List.of(3, 2), List.of(3, 2), List.of(3, 2));
            assertArrayEquals(LayerContract.output(plain(false).build(ATTENTION, shapes), shapes, part, part, part),
                    columns(found, 2 * head), 1e-14);
        }
    }

    private static double[] columns(double[] x, int first) {
        double[] part = new double[6];
        Arrays.setAll(part, k -> x[k / 2 * 4 + first + k % 2]);
        return part;
    }

    /** What comes later changes nothing when it may not be looked at. */
    @Test
    void theFutureIsNotSeen() {
        double[] x = draws(12, 1);
        double[][] weights = {draws(16, 2), draws(16, 3), draws(16, 4), draws(16, 5)};
        double[] before = heads(2, true, false).output(HEADS, List.of(3, 4), x, weights[0], weights[1], weights[2],
                weights[3]);
        x[11] += 1;
        double[] after = heads(2, true, false).output(HEADS, List.of(3, 4), x, weights[0], weights[1], weights[2],
                weights[3]);
        assertArrayEquals(Arrays.copyOf(before, 8), Arrays.copyOf(after, 8), 0);
        assertTrue(Math.abs(before[11] - after[11]) > 1e-3);
    }

    private static double[] draws(int count, int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] draws = new double[count];
        Arrays.setAll(draws, k -> random.nextGaussian());
        return draws;
    }

    @Test
    void weightsAreNamedAndShaped() {
        BuiltLayer layer = heads(2, false, true).build(HEADS, List.of(List.of(5, 4), List.of(3, 7)));
        assertEquals(List.of("query", "queryBias", "key", "keyBias", "value", "valueBias", "output", "outputBias"),
                layer.weights().stream().map(LayerWeight::name).toList());
        assertEquals(List.of(7, 4), layer.weights().get(2).shape());
        assertEquals(List.of(5, 4), layer.shape());
    }

    @Test
    void shapesThatDoNotFitAreTold() {
        assertEquals("Expected keys with as many features as queries, and as many values as keys, found queries of "
                + "shape [3, 2], keys of shape [3, 3] and values of shape [3, 1].",
                misuse(ATTENTION, plain(false), List.of(3, 2), List.of(3, 3), List.of(3, 1)));
        assertEquals("Expected queries of Attention in the shape [time, features], found shape [2].",
                misuse(ATTENTION, plain(false), List.of(2), List.of(3, 2), List.of(3, 1)));
        assertEquals("Expected sequences of one length for Attention that is causal, found 2 and 3 places.",
                misuse(ATTENTION, plain(true), List.of(2, 2), List.of(3, 2), List.of(3, 1)));
        assertEquals("Expected a number of features that the heads of MultiHeadAttention can share, found 4 features "
                + "and 3 heads.", misuse(HEADS, heads(3, false, true), List.of(2, 4)));
        assertEquals("Expected MultiHeadAttention to be applied to one sequence, or to one that attends and one that "
                + "is attended to, found 3 inputs.", misuse(HEADS, heads(2, false, true), List.of(2, 4), List.of(2, 4),
                        List.of(2, 4)));
    }

    @SafeVarargs
    private static String misuse(Layer layer, Arguments arguments, List<Integer>... shapes) {
        return assertThrows(LayerMisuse.class, () -> arguments.build(layer, List.of(shapes))).getMessage();
    }
}
