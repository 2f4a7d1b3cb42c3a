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
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.RandomStream;
import org.penumbra.math.products.Precision;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;
import org.penumbra.testing.BatchedContract;
import org.penumbra.testing.LayerContract;

class GRUCellTest {

    private static final Layer CELL = new GRUCell();

    private static Map<String, Object> arguments(int units, boolean bias) {
        return Map.of("units", (double) units, "bias", bias, "init", "glorot", "recurrentInit", "orthogonal",
                "precision", 64.0);
    }

    @Test
    void keepsTheContract() {
        LayerContract.check(CELL, arguments(3, true), List.of(List.of(2), List.of(3)));
        LayerContract.check(CELL, arguments(2, false), List.of(List.of(2, 3), List.of(2, 2)));
    }

    /** A state that is the same for all rows is one block, and so is an input. */
    @Test
    void eitherInputMayBeTheSameForAllRows() {
        GruFunction cell = new GruFunction(2, 2, 2, 3, 4, true, Precision.DOUBLE, InnerLoops.SCALAR);
        assertTrue(BatchedContract.check(cell, Set.of(0), 1e-13));
        assertTrue(BatchedContract.check(cell, Set.of(1), 1e-13));
        assertTrue(cell.rows(2, Set.of(0, 2)).isEmpty());
    }

    @Test
    void productsOf32Bits() {
        GruFunction cell = new GruFunction(1, 1, 1, 3, 4, true, Precision.SINGLE, InnerLoops.SCALAR);
        assertTrue(BatchedContract.check(cell, Set.of(0, 1), 1e-5));
    }

    /** The equations gate by gate and sum by sum. */
    @Test
    void valuesAreThoseOfTheEquations() {
        int inputs = 3;
        int units = 2;
        GruFunction cell = new GruFunction(1, 1, 1, inputs, units, true, Precision.DOUBLE, InnerLoops.SCALAR);
        RandomStream random = RandomStream.of(1);
        double[][] in = cell.inputSizes().stream().map(size -> {
            double[] block = new double[size];
            Arrays.setAll(block, i -> random.nextGaussian());
            return block;
        }).toArray(double[][]::new);
        double[] out = new double[cell.outputSize()];
        cell.forward(in, new int[6], out, 0, new double[0]);
        for (int j = 0; j < units; j++) {
            double reset = sigmoid(sum(in[0], in[2], in[4], j, units) + sum(in[1], in[3], in[5], j, units));
            double update = sigmoid(sum(in[0], in[2], in[4], units + j, units)
                    + sum(in[1], in[3], in[5], units + j, units));
            double candidate = StrictMath.tanh(sum(in[0], in[2], in[4], 2 * units + j, units)
                    + reset * sum(in[1], in[3], in[5], 2 * units + j, units));
            assertEquals((1 - update) * candidate + update * in[1][j], out[j], 1e-14);
        }
    }

    private static double sum(double[] x, double[] weight, double[] bias, int column, int units) {
        double sum = bias[column];
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * weight[k * 3 * units + column];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** With weights of 0 all gates are half open and the candidate is 0: the state halves. */
    @Test
    void withoutWeightsTheStateHalves() {
        GruFunction cell = new GruFunction(1, 1, 1, 1, 2, false, Precision.DOUBLE, InnerLoops.SCALAR);
        double[] out = new double[cell.outputSize()];
        cell.forward(new double[][] {{7}, {1, -3}, new double[6], new double[12]}, new int[4], out, 0, new double[0]);
        assertArrayEquals(new double[] {0.5, -1.5}, new double[] {out[0], out[1]}, 0);
    }

    @Test
    void weightsAreNamedAndShaped() {
        BuiltLayer layer = CELL.build(LayerArguments.ofAll(arguments(4, true)), List.of(List.of(3), List.of(4)));
        assertEquals(List.of("weight", "recurrent", "bias", "recurrentBias"),
                layer.weights().stream().map(LayerWeight::name).toList());
        assertEquals(List.of(3, 12), layer.weights().getFirst().shape());
    }

    @Test
    void shapesThatDoNotFitAreTold() {
        assertEquals("Expected a state of 4 numbers, as many as GRUCell has units, found shape [3].",
                misuse(List.of(3), List.of(3)));
        assertEquals("Expected as many rows of inputs as of states, found shape [2, 3] and shape [3, 4].",
                misuse(List.of(2, 3), List.of(3, 4)));
        assertEquals("Expected GRUCell to be applied to an input and a state, GRUCell(units)(x, h), found a scalar.",
                misuse(List.of(), List.of(4)));
        LayerMisuse one = assertThrows(LayerMisuse.class,
                () -> CELL.build(LayerArguments.ofAll(arguments(4, true)), List.of(List.of(3))));
        assertEquals("Expected GRUCell to be applied to an input and a state, GRUCell(units)(x, h), found 1 input.",
                one.getMessage());
    }

    private static String misuse(List<Integer> input, List<Integer> state) {
        return assertThrows(LayerMisuse.class,
                () -> CELL.build(LayerArguments.ofAll(arguments(4, true)), List.of(input, state))).getMessage();
    }
}
