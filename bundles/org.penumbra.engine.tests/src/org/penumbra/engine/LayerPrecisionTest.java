package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.Target;

/** Layers that multiply matrices do so in 32 bits where that is asked for. */
class LayerPrecisionTest {

    private static final double[] X = {1.2, -0.3, 0.4, 2.2, -1.1, 0.7, 0.1, 0.9, -0.6, 1.4, 0.2, -1.7};

    private static ModelText model(String network) {
        return new ModelText("""
                data n : int data x : real[n, 4] data y : real[n]
                plate i in 1..n { y[i] ~ Normal(F(x[i])[1], 1) }""", "network F(x : real[4]) : real[1] { return "
                        + network + " }").scalar("n", 3).shaped("x", List.of(3, 4), X).with("y", 1.3, -0.4, 2.1);
    }

    static Stream<String> layers() {
        return Stream.of("Dense(1%s)(x)", "Flatten()(Conv2D(1, 2%s)(Reshape(2, 2)(x)))",
                "Dense(1)(Flatten()(ConvTranspose2D(1, 2%s)(Reshape(2, 2)(x))))",
                "Dense(1)(GRUCell(2%s)(x[1..2], x[3..4]))",
                "Dense(1)(Flatten()(MultiHeadAttention(1%s)(Reshape(2, 2)(x))))",
                "Dense(1)(Flatten()(Attention(false%s)(Reshape(2, 2)(x), Reshape(2, 2)(Dense(4)(x)), "
                        + "Reshape(2, 2)(x))))");
    }

    @ParameterizedTest
    @MethodSource("layers")
    void singlePrecisionIsNearToDouble(String network) {
        Target found = model(network.formatted(", precision = 32")).compile().target();
        Target expected = model(network.formatted("")).compile().target();
        double[] at = TargetContract.point(expected, 2);
        double[] slopes = new double[at.length];
        double[] ours = new double[at.length];
        double density = expected.logDensityAndGradient(at, slopes);
        assertEquals(density, found.logDensityAndGradient(at, ours), 1e-5 * Math.abs(density));
        boolean differs = false;
        for (int k = 0; k < at.length; k++) {
            assertEquals(slopes[k], ours[k], 1e-4 * Math.max(1, Math.abs(slopes[k])), "coordinate " + k);
            differs |= slopes[k] != ours[k];
        }
        assertTrue(differs, "another precision");
    }
}
