package org.penumbra.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.RandomStream;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.products.Precision;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Initialiser;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;
import org.penumbra.testing.BatchedContract;
import org.penumbra.testing.LayerContract;

class ConvTest {

    private static final Layer CONV = new Conv2D();
    private static final Layer TRANSPOSE = new ConvTranspose2D();
    private static final List<Integer> IMAGE = List.of(5, 4, 2);

    static Stream<Arguments> kinds() {
        Arguments plain = Arguments.ofConvolution(3, 3);
        return Stream.of(plain, plain.with("bias", false).with("activation", "silu"), plain.with("padding", "same"),
                plain.with("padding", 2).with("stride", 2), plain.with("padding", "same").with("stride", 2),
                plain.with("stride", 2).with("activation", "tanh"), plain.with("kernelWidth", 2).with("padding", 1),
                Arguments.ofConvolution(2, 1), Arguments.ofConvolution(2, 1).with("stride", 2),
                Arguments.ofConvolution(1, 2).with("padding", "same").with("stride", 3));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keepTheContract(Arguments arguments) {
        LayerContract.check(CONV, arguments.values(), List.of(IMAGE));
        LayerContract.check(TRANSPOSE, arguments.values(), List.of(List.of(3, 2, 2)));
    }

    /** Each output as a sum over the kernel, with zeros around the image. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aConvolutionIsItsSums(Arguments arguments) {
        Arguments linear = arguments.with("activation", "identity").with("bias", true);
        BuiltLayer layer = linear.build(CONV, List.of(IMAGE));
        Window window = ConvTest.window(linear, IMAGE);
        double[] x = draws(40, 1);
        double[] w = draws(layer.weights().get(0).size(), 2);
        double[] b = draws(layer.weights().get(1).size(), 3);
        double[] found = linear.output(CONV, IMAGE, x, w, b);
        assertEquals(found.length, window.down() * window.across() * b.length);
        for (int k = 0; k < found.length; k++) {
            int channel = k % b.length;
            int place = k / b.length;
            assertEquals(b[channel] + sum(window, place / window.across(), place % window.across(), channel, b.length,
                    x, w), found[k], 1e-13, "element " + k);
        }
    }

    private static Window window(Arguments arguments, List<Integer> image) {
        return Images.window("Conv2D", image, LayerArguments.ofAll(arguments.values()));
    }

    private static double sum(Window at, int down, int across, int channel, int channels, double[] x, double[] w) {
        double sum = 0;
        for (int i = 0; i < at.kernelHeight(); i++) {
            for (int j = 0; j < at.kernelWidth(); j++) {
                int row = down * at.stride() + i - at.top();
                int column = across * at.stride() + j - at.left();
                boolean inside = row >= 0 && row < at.height() && column >= 0 && column < at.width();
                for (int c = 0; c < at.channels() && inside; c++) {
                    sum += x[(row * at.width() + column) * at.channels() + c]
                            * w[((i * at.kernelWidth() + j) * at.channels() + c) * channels + channel];
                }
            }
        }
        return sum;
    }

    /** The sum of u times the convolution of v is that of v times the transposed convolution of u, by definition. */
    @ParameterizedTest
    @MethodSource("kinds")
    void theTransposeIsTheTranspose(Arguments arguments) {
        Arguments linear = arguments.with("activation", "identity").with("bias", false).with("channels", 2);
        List<Integer> small = List.of(3, 2, 3);
        BuiltLayer transpose = linear.build(TRANSPOSE, List.of(small));
        double[] u = draws(18, 1);
        double[] w = draws(transpose.weights().getFirst().size(), 2);
        double[] v = draws(Inputs.size(transpose.shape()), 3);
        double[] larger = linear.output(TRANSPOSE, small, u, w);
        double[] smaller = linear.with("channels", 3).output(CONV, transpose.shape(), v, w);
        assertEquals(dot(u, smaller), dot(v, larger), 1e-12);
    }

    private static double dot(double[] a, double[] b) {
        assertEquals(a.length, b.length);
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[] draws(int count, int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] draws = new double[count];
        Arrays.setAll(draws, k -> random.nextGaussian());
        return draws;
    }

    /** The examples of Zhang, Lipton, Li and Smola, Dive into Deep Learning, sections 7.2, 7.4 and 14.10. */
    @Test
    void examplesFromABook() {
        Arguments two = Arguments.ofConvolution(1, 2).with("bias", false);
        double[] kernel = Arguments.counting(0, 4);
        assertArrayEquals(new double[] {19, 25, 37, 43},
                two.output(CONV, List.of(3, 3), Arguments.counting(0, 9), kernel));
        double[] channels = {0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9};
        assertArrayEquals(new double[] {56, 72, 104, 120}, two.output(CONV, List.of(3, 3, 2), channels,
                new double[] {0, 1, 1, 2, 2, 3, 3, 4}));
        assertArrayEquals(new double[] {0, 0, 1, 0, 4, 6, 4, 12, 9},
                two.output(TRANSPOSE, List.of(2, 2), kernel, kernel));
        assertArrayEquals(new double[] {0, 0, 0, 1, 0, 0, 2, 3, 0, 2, 0, 3, 4, 6, 6, 9},
                two.with("stride", 2).output(TRANSPOSE, List.of(2, 2), kernel, kernel));
        assertArrayEquals(new double[] {4}, two.with("padding", 1).output(TRANSPOSE, List.of(2, 2), kernel, kernel));
    }

    /** Blocks of images: five whole ones do not fill the last block. */
    @Test
    void manyImagesAreWorkedOnInBlocks() {
        Window window = window(Arguments.ofConvolution(1, 5), List.of(40, 40, 2));
        ImageBlocks blocks = new ImageBlocks(5, window, 1, Precision.DOUBLE, InnerLoops.SCALAR);
        assertEquals(5, blocks.count());
        Window small = window(Arguments.ofConvolution(1, 3), List.of(30, 30, 2));
        ImageBlocks several = new ImageBlocks(11, small, 1, Precision.DOUBLE, InnerLoops.SCALAR);
        assertEquals(3, several.count());
        assertEquals(3, several.images(2));
        ConvFunction conv = new ConvFunction(2, small, 2, Activation.RELU, true, Precision.DOUBLE, InnerLoops.SCALAR);
        assertTrue(BatchedContract.check(conv, Set.of(0), 1e-13));
    }

    @Test
    void productsOf32Bits() {
        Window window = window(Arguments.ofConvolution(1, 3), IMAGE);
        assertTrue(BatchedContract.check(new ConvFunction(1, window, 3, Activation.TANH, true, Precision.SINGLE,
                InnerLoops.SCALAR), Set.of(0), 1e-5));
        assertTrue(BatchedContract.check(new ConvTransposeFunction(1, window, 3, Activation.TANH, true,
                Precision.SINGLE, InnerLoops.SCALAR), Set.of(0), 1e-5));
    }

    @Test
    void weightsStartByWhatEachUnitReads() {
        BuiltLayer layer = Arguments.ofConvolution(8, 3).with("init", "fanIn").build(CONV, List.of(IMAGE));
        assertEquals(List.of(3, 3, 2, 8), layer.weights().getFirst().shape());
        double bound = 1 / Math.sqrt(18);
        assertEquals(new Initialiser.Uniform(-bound, bound), layer.weights().getFirst().start());
        assertEquals(new Initialiser.Uniform(-bound, bound), layer.weights().getLast().start());
        assertEquals(List.of(3, 2, 8), layer.shape());
    }

    @Test
    void whatDoesNotFitIsTold() {
        Arguments five = Arguments.ofConvolution(1, 5);
        assertEquals("Expected a kernel that is no larger than the image of 5 x 4, found 5 x 5.",
                misuse(five, IMAGE));
        assertEquals("Expected a padding of Conv2D that is smaller than its kernel of 5 x 5, found 5.",
                misuse(five.with("padding", 5), IMAGE));
        assertEquals("Expected Conv2D to be applied to an image of shape [height, width] or [height, width, channels], "
                + "found shape [784].", misuse(five, List.of(784)));
        assertEquals("Expected a padding of ConvTranspose2D that leaves something of the output, found 1 on either side"
                + " of 2 pixels.", assertThrows(LayerMisuse.class, () -> Arguments.ofConvolution(1, 2)
                        .with("padding", 1).build(TRANSPOSE, List.of(List.of(1, 1)))).getMessage());
    }

    private static String misuse(Arguments arguments, List<Integer> shape) {
        return assertThrows(LayerMisuse.class, () -> arguments.build(CONV, List.of(shape))).getMessage();
    }
}
