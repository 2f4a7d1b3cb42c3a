package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Layers of images, from their text to the gradient. */
class ImageLayersTest {

    private static final double[] X = draws(3 * 16);

    private static double[] draws(int count) {
        RandomStream random = RandomStream.of(3);
        double[] draws = new double[count];
        Arrays.setAll(draws, k -> Math.rint(100 * random.nextGaussian()) / 100);
        return draws;
    }

    private static ModelText model(String networks) {
        return new ModelText("""
                data n : int data x : real[n, 4, 4] data y : real[n]
                plate row: i in 1..n { y[i] ~ Normal(F(x[i])[1], 1) }""", networks).scalar("n", 3)
                .shaped("x", List.of(3, 4, 4), X).with("y", 0.3, -1.1, 0.4);
    }

    static Stream<ModelText> models() {
        return Stream.of(
                model("""
                        network F(x : real[4, 4]) : real[1] {
                          c = Conv2D(2, 3, padding = same, activation = tanh, prior = Normal(0, 1))(x)
                          p = MaxPool2D(2)(c)
                          return Dense(1)(Flatten()(p))
                        }"""),
                model("""
                        network F(x : real[4, 4]) : real[1] {
                          return Sequential(Conv2D(2, 2, stride = 2), tanh, AveragePool2D(2), Flatten(), Dense(1))(x)
                        }"""),
                model("""
                        network F(x : real[4, 4]) : real[3] {
                          return GlobalAveragePool2D()(exp(0.2 * ConvTranspose2D(3, 3, 2, padding = 1)(x)))
                        }"""),
                new ModelText("""
                        data n : int data x : real[n, 16]
                        plate row: i in 1..n { z : real[2] ~ Normal(0, 1)  x[i] ~ Normal(F(z), 1) }""", """
                        network F(z : real[2]) : real[16] {
                          h = Reshape(2, 2, 1)(Dense(4)(z))
                          return Flatten()(ConvTranspose2D(1, 3, 2, padding = same)(h))
                        }""").scalar("n", 3).shaped("x", List.of(3, 16), X));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    @ParameterizedTest
    @MethodSource("models")
    void imagesAreDrawn(ModelText model) {
        SubsampleTest.unbiased(model, Map.of("row", 2), 3);
    }

    /** A convolution whose kernel covers the image is a dense layer of all of its pixels. */
    @Test
    void aKernelOverAllIsADenseLayer() {
        Target found = model("""
                network F(x : real[4, 4]) : real[2] { return Flatten()(Conv2D(2, 4, prior = Normal(0, 1))(x)) }""")
                .compile().target();
        Target expected = model("""
                network F(x : real[4, 4]) : real[2] { return Dense(2, prior = Normal(0, 1))(Flatten()(x)) }""")
                .compile().target();
        double[] at = TargetContract.point(expected, 1);
        double[] slopes = new double[at.length];
        double[] ours = new double[at.length];
        assertEquals(expected.logDensityAndGradient(at, slopes), found.logDensityAndGradient(at, ours), 1e-11);
        assertArrayEquals(slopes, ours, 1e-11);
    }

    @Test
    void aKernelThatIsTooLargeIsToldAtItsPlace() {
        ModelText model = model("network F(x : real[4, 4]) : real[1] { return Flatten()(Conv2D(1, 5)(x)) }");
        String problem = assertThrows(AssertionError.class, model::compile).getMessage();
        assertTrue(problem.contains("test.penumbra:5:56: error [PEN-1208] Expected a kernel that is no larger than the "
                + "image of 4 x 4, found 5 x 5. Make the kernel smaller, or pad the image: padding = same."), problem);
    }

    /** Where the size is a parameter of the network, the compiler says it. */
    @Test
    void aKernelThatIsTooLargeForSomeSizeIsToldByTheCompiler() {
        ModelText model = model("""
                network G(x : real[4, 4], k : int) : real[1] { return Flatten()(Conv2D(1, k)(x)) }
                network F(x : real[4, 4]) : real[1] { return G(x, 5) }""");
        String problem = assertThrows(RuntimeException.class, model::compile).toString();
        assertTrue(problem.contains("Expected a kernel that is no larger than the image of 4 x 4"), problem);
    }
}
