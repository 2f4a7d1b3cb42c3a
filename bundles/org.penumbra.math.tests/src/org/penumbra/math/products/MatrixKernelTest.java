package org.penumbra.math.products;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.ThreadWorkers;

/** Every kernel has the bits of the definition, for every shape, however the matrices lie and whoever works. */
class MatrixKernelTest {

    /** Some sides that end before, at and behind the edges of tiles, panels and blocks. */
    private static final int[][] LARGE = {{37, 45, 900}, {130, 70, 401}, {9, 300, 400}, {3, 5, 1201}, {450, 33, 250}};

    static List<MatrixKernel> exact() {
        List<MatrixKernel> kernels = new ArrayList<>(List.of(MatrixKernel.SCALAR));
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            kernels.addAll(List.of(new VectorKernel(2), new VectorKernel(4), new VectorKernel(8)));
        }
        return kernels;
    }

    @Test
    void vectorsAreTested() {
        assertEquals(4, exact().size(), "tests run with --add-modules=jdk.incubator.vector");
    }

    /** Around the edges of tiles of any width; the inner side and the way that matrices lie change along. */
    private static void forEachShape(Precision precision, Consumer<MatrixProduct> test) {
        for (int rows = 1; rows <= 40; rows += rows < 18 ? 1 : 11) {
            for (int columns = 1; columns <= 40; columns++) {
                int inner = (7 * rows + 3 * columns) % 19;
                int way = rows + columns / 4;
                boolean left = (way & 1) != 0;
                boolean right = (way & 2) != 0;
                int gap = way % 3;
                test.accept(new MatrixProduct(rows, columns, inner, left, right, (left ? rows : inner) + gap,
                        (right ? inner : columns) + 2 * gap, columns + gap, precision));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void wholeNumbersAreExactInAnyShape(MatrixKernel kernel) {
        MatrixKernel.Multiplier multiplier = kernel.multiplier();
        for (Precision precision : Precision.values()) {
            forEachShape(precision, product -> {
                Samples samples = Samples.whole(product, 3, 2, 5);
                double[] c = samples.by(multiplier);
                for (int i = 0; i < product.rows(); i++) {
                    for (int j = 0; j < product.columns(); j++) {
                        assertEquals(samples.plain(i, j), c[samples.c(i, j)], () -> kernel.name() + product);
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void bitsAreThoseOfTheDefinitionAndNothingElseIsTouched(MatrixKernel kernel) {
        MatrixKernel.Multiplier multiplier = kernel.multiplier();
        for (Precision precision : Precision.values()) {
            forEachShape(precision, product -> {
                Samples samples = Samples.random(product, 1, product.rows() % 2, 3);
                assertArrayEquals(samples.byDefinition(), samples.by(multiplier), () -> kernel.name() + product);
            });
            for (int[] size : LARGE) {
                MatrixProduct product = MatrixProduct.ofTransposedB(size[0], size[1], size[2], precision);
                for (double beta : new double[] {0, 1, -0.3}) {
                    Samples samples = Samples.random(product, 1.7, beta, 0);
                    assertArrayEquals(samples.byDefinition(), samples.by(multiplier), () -> kernel.name() + product);
                }
            }
        }
    }

    /** Each product rounds once: n / 2^53 bounds the error relative to the sum of magnitudes, n / 2^24 in 32 bits. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void errorsAreThoseOfThePrecision(Precision precision) {
        double tolerance = precision == Precision.DOUBLE ? 1e-13 : 1e-5;
        for (MatrixKernel kernel : exact()) {
            for (int[] size : LARGE) {
                MatrixProduct product = MatrixProduct.ofTransposedA(size[0], size[1], size[2], precision);
                Samples samples = Samples.random(product, -0.6, 1.5, 1);
                double[] c = samples.by(kernel.multiplier());
                for (int i = 0; i < product.rows(); i++) {
                    for (int j = 0; j < product.columns(); j++) {
                        assertEquals(samples.plain(i, j), c[samples.c(i, j)], tolerance * samples.magnitude(i, j));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void threadsDoNotChangeBits(MatrixKernel kernel) {
        for (Precision precision : Precision.values()) {
            for (MatrixProduct product : List.of(MatrixProduct.of(131, 277, 150, precision),
                    MatrixProduct.ofTransposedA(301, 150, 130, precision))) {
                Samples samples = Samples.random(product, 1, 0.5, 2);
                double[] alone = samples.by(kernel.multiplier());
                for (int threads = 1; threads <= 3; threads++) {
                    try (ThreadWorkers workers = new ThreadWorkers(threads)) {
                        assertArrayEquals(alone, samples.by(kernel.multiplier(workers)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void whatIsNotANumberSpreads(MatrixKernel kernel) {
        for (Precision precision : Precision.values()) {
            MatrixProduct product = MatrixProduct.of(19, 21, 13, precision);
            Samples samples = Samples.random(product, 1, 1, 0);
            samples.a[samples.a(4, 7)] = Double.NaN;
            samples.b[samples.b(3, 18)] = Double.POSITIVE_INFINITY;
            samples.c[samples.c(0, 0)] = Double.NEGATIVE_INFINITY;
            double[] c = samples.by(kernel.multiplier());
            assertArrayEquals(samples.byDefinition(), c);
            for (int j = 0; j < product.columns(); j++) {
                assertTrue(Double.isNaN(c[samples.c(4, j)]));
            }
            assertTrue(Double.isInfinite(c[samples.c(5, 18)]));
            assertEquals(Double.NEGATIVE_INFINITY, c[samples.c(0, 0)]);
            assertTrue(Double.isFinite(c[samples.c(18, 20)]));
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void withoutBetaNothingIsReadFromC(MatrixKernel kernel) {
        for (int inner : new int[] {0, 1, 900}) {
            Samples samples = Samples.whole(MatrixProduct.of(11, 35, inner, Precision.DOUBLE), 2, 0, 0);
            java.util.Arrays.fill(samples.c, Double.NaN);
            double[] c = samples.by(kernel.multiplier());
            for (int i = 0; i < 11; i++) {
                for (int j = 0; j < 35; j++) {
                    assertEquals(samples.plain(i, j), c[samples.c(i, j)]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void emptyMatricesAreNoTrouble(MatrixKernel kernel) {
        MatrixKernel.Multiplier multiplier = kernel.multiplier();
        multiplier.multiply(MatrixProduct.of(0, 5, 3, Precision.DOUBLE), 1, new double[0], 0, new double[15], 0, 0,
                new double[0], 0);
        multiplier.multiply(MatrixProduct.of(5, 0, 3, Precision.SINGLE), 1, new double[15], 0, new double[0], 0, 0,
                new double[0], 0);
    }

    @ParameterizedTest
    @MethodSource("exact")
    void matricesThatReachBeyondTheirArraysAreRefused(MatrixKernel kernel) {
        MatrixKernel.Multiplier multiplier = kernel.multiplier();
        MatrixProduct product = MatrixProduct.of(8, 16, 4, Precision.DOUBLE);
        double[] a = new double[32];
        double[] b = new double[64];
        double[] c = new double[128];
        assertThrows(IndexOutOfBoundsException.class, () -> multiplier.multiply(product, 1, a, 1, b, 0, 1, c, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> multiplier.multiply(product, 1, a, 0, b, 1, 1, c, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> multiplier.multiply(product, 1, a, 0, b, 0, 1, c, 1));
        assertThrows(IllegalArgumentException.class, () -> product.withStrides(3, 16, 16));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void nothingIsAllocatedAfterTheFirstCall(Precision precision) {
        MatrixProduct product = MatrixProduct.ofTransposedA(33, 47, 120, precision);
        Samples samples = Samples.random(product, 1, 0, 0);
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            MatrixKernel.Multiplier multiplier = MatrixKernel.SCALAR.multiplier(workers);
            assertEquals(0, allocated(multiplier, samples, 20));
        }
    }

    /** Interpreted vector code allocates: the JIT compiler must have seen it. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void vectorsAllocateNothingOnceCompiled(Precision precision) {
        Samples samples = Samples.random(MatrixProduct.ofTransposedA(32, 64, 300, precision), 1, 0, 0);
        long least = Long.MAX_VALUE;
        for (MatrixKernel kernel : List.of(new VectorKernel(4), new VectorKernel(8))) {
            MatrixKernel.Multiplier multiplier = kernel.multiplier();
            for (int round = 0; round < 200 && least > 0; round++) {
                least = Math.min(least, allocated(multiplier, samples, 50));
            }
        }
        assertEquals(0, least);
    }

    private static long allocated(MatrixKernel.Multiplier multiplier, Samples samples, int calls) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] c = samples.c.clone();
        run(multiplier, samples, c, 2);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(multiplier, samples, c, calls);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void run(MatrixKernel.Multiplier multiplier, Samples samples, double[] c, int calls) {
        for (int k = 0; k < calls; k++) {
            multiplier.multiply(samples.product, samples.alpha, samples.a, samples.aAt, samples.b, samples.bAt,
                    samples.beta, c, samples.cAt);
        }
    }
}
