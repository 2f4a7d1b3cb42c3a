package org.penumbra.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.expression.Batched;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.products.Precision;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;
import org.penumbra.testing.BatchedContract;
import org.penumbra.testing.LayerContract;

class DenseTest {

    private static final Layer DENSE = new Dense();

    private static Map<String, Object> arguments(String activation, boolean bias) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("units", 4.0);
        arguments.put("activation", activation);
        arguments.put("bias", bias);
        arguments.put("init", "glorot");
        arguments.put("precision", 64.0);
        return arguments;
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheContract(Activation activation) {
        LayerContract.check(DENSE, arguments(ActivationWords.of(activation), true), List.of(List.of(3)));
        LayerContract.check(DENSE, arguments(ActivationWords.of(activation), false), List.of(List.of(2, 2, 3)));
    }

    /** Values by hand: (1, 2) W + b with W = ((1, 2), (3, 4)) and b = (-8, 0.5) is (-1, 10.5). */
    @Test
    void productBiasAndActivation() {
        double[][] in = {{1, 2}, {1, 2, 3, 4}, {-8, 0.5}};
        assertArrayEquals(new double[] {-1, 10.5}, output(Activation.IDENTITY, in), 1e-15);
        assertArrayEquals(new double[] {0, 10.5}, output(Activation.RELU, in), 1e-15);
        assertArrayEquals(new double[] {-0.01, 10.5}, output(Activation.LEAKY_RELU, in), 1e-15);
        assertArrayEquals(new double[] {0.31326168751822286, 10.50002753607023}, output(Activation.SOFTPLUS, in),
                1e-14);
        assertArrayEquals(new double[] {-0.26894142136999512, 10.499710875243297}, output(Activation.SILU, in), 1e-14);
        assertArrayEquals(new double[] {-0.15865525393145705, 10.5}, output(Activation.GELU, in), 1e-14);
        assertArrayEquals(new double[] {-0.63212055882855768, 10.5}, output(Activation.ELU, in), 1e-14);
    }

    private static double[] output(Activation activation, double[][] in) {
        DenseFunction function = new DenseFunction(1, 2, 2, activation, true, Precision.DOUBLE, InnerLoops.SCALAR);
        double[] out = new double[function.outputSize()];
        function.forward(in, new int[3], out, 0, new double[0]);
        return new double[] {out[0], out[1]};
    }

    @Test
    void wordsOfActivations() {
        assertEquals("leakyRelu", ActivationWords.of(Activation.LEAKY_RELU));
        assertEquals(Activation.GELU, ActivationWords.named("gelu"));
    }

    @Test
    void productsOf32BitsAreRoundedAlikeInAllRows() {
        DenseFunction single = new DenseFunction(1, 5, 3, Activation.TANH, true, Precision.SINGLE, InnerLoops.SCALAR);
        assertTrue(BatchedContract.check(single, Set.of(0), 1e-6));
        double[] exact = {0.1, 0.1, 0.1, 0.1, 0.1};
        double[] out = new double[3];
        single.forward(new double[][] {exact, new double[15], new double[] {0.1, 0.2, 0.3}}, new int[3], out, 0,
                new double[0]);
        assertEquals(StrictMath.tanh(0.3), out[2], 1e-7);
    }

    @Test
    void weightsCannotVaryWithRows() {
        Batched single = new DenseFunction(1, 5, 3, Activation.TANH, true, Precision.DOUBLE, InnerLoops.SCALAR);
        assertTrue(single.rows(2, Set.of(0, 1)).isEmpty());
    }

    @Test
    void weightsAreNamedAndShaped() {
        BuiltLayer layer = DENSE.build(LayerArguments.ofAll(arguments("relu", true)), List.of(List.of(7, 3)));
        assertEquals(List.of(7, 4), layer.shape());
        assertEquals(List.of("weight", "bias"), layer.weights().stream().map(LayerWeight::name).toList());
        assertEquals(List.of(3, 4), layer.weights().getFirst().shape());
    }

    @Test
    void aScalarIsNoInput() {
        LayerMisuse misuse = assertThrows(LayerMisuse.class,
                () -> DENSE.build(LayerArguments.ofAll(arguments("relu", true)), List.of(List.of())));
        assertEquals("Write the scalar as a vector of one element: [x].", misuse.advice());
    }
}
