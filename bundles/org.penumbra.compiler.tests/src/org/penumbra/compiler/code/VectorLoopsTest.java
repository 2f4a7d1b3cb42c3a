package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.compiler.Vectors;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.Cholesky;
import org.penumbra.expression.function.Covariance;
import org.penumbra.expression.function.GaussianForm;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.expression.function.Kernel;
import org.penumbra.expression.function.Softmax;

/** Inner loops of array functions have the bits of scalar code in registers of any width. */
class VectorLoopsTest {

    private static final int STRIDE = 48;

    @BeforeEach
    void needsVectors() {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
    }

    private static double[] numbers(int count, int seed) {
        return new Random(seed).doubles(count, -2, 2).toArray();
    }

    static Stream<Arguments> products() {
        return Stream.of(8, 4).flatMap(width -> Stream.of(1, 3, 4, 9).flatMap(rows -> Stream.of(1, 7, 8, 17, 33)
                .flatMap(columns -> Stream.of(0, 1, 8, 13)
                        .map(inner -> Arguments.of(width, rows, columns, inner)))));
    }

    @ParameterizedTest
    @MethodSource("products")
    void productsHaveTheSameBits(int width, int rows, int columns, int inner) {
        double[] f = numbers(STRIDE * STRIDE, 1);
        double[] x = numbers(STRIDE * STRIDE, 2);
        double[] expected = numbers(STRIDE * STRIDE, 3);
        double[] found = expected.clone();
        InnerLoops.SCALAR.subtractProduct(rows, columns, inner, expected, 5, STRIDE, f, 2, 1, STRIDE, x, 3, STRIDE);
        VectorLoops.of(width).subtractProduct(rows, columns, inner, found, 5, STRIDE, f, 2, 1, STRIDE, x, 3, STRIDE);
        for (int i = 0; i < rows; i++) {
            int row = 5 + i * STRIDE;
            assertEquals(0, Arrays.compare(expected, row, row + columns, found, row, row + columns), "row " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void columnsHaveTheSameSums(int width) {
        for (int rows : new int[] {0, 1, 5}) {
            for (int columns : new int[] {1, 7, 8, 16, 31, 32, 33, 77}) {
                double[] from = numbers(rows * columns + 3, 4);
                double[] expected = numbers(columns + 5, 7);
                double[] found = expected.clone();
                InnerLoops.SCALAR.addRows(rows, columns, from, 1, expected, 2);
                VectorLoops.of(width).addRows(rows, columns, from, 1, found, 2);
                assertEquals(0, Arrays.compare(expected, found), rows + " rows of " + columns);
            }
        }
    }

    static Stream<Arguments> solutions() {
        return Stream.of(8, 4).flatMap(width -> Stream.of(1, 5, 8).flatMap(rows -> Stream.of(1, 7, 8, 17, 33)
                .map(columns -> Arguments.of(width, rows, columns))));
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void solutionsHaveTheSameBits(int width, int rows, int columns) {
        double[] u = numbers(STRIDE * STRIDE, 1);
        double[] scales = numbers(STRIDE, 2);
        double[] expected = numbers(STRIDE * STRIDE, 3);
        double[] found = expected.clone();
        InnerLoops.SCALAR.solveTransposed(rows, columns, expected, 5, STRIDE, u, 2, STRIDE, scales, 3);
        VectorLoops.of(width).solveTransposed(rows, columns, found, 5, STRIDE, u, 2, STRIDE, scales, 3);
        for (int i = 0; i < rows; i++) {
            int row = 5 + i * STRIDE;
            assertEquals(0, Arrays.compare(expected, row, row + columns, found, row, row + columns), "row " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 4})
    void exponentialsHaveTheSameBits(int width) {
        double[] expected = Arrays.copyOf(numbers(61, 4), 66);
        for (int k = 0; k < 61; k++) {
            expected[k] = Math.scalb(expected[k], k % 12);
        }
        System.arraycopy(new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 800, -744.5, 709.5}, 0, expected, 61, 5);
        double[] found = expected.clone();
        InnerLoops.SCALAR.exp(expected, 3, 63);
        VectorLoops.of(width).exp(found, 3, 63);
        assertEquals(0, Arrays.compare(expected, found));
    }

    static Stream<Arguments> functions() {
        return Stream.of(8, 4).flatMap(width -> Stream.<ArrayFunction>of(new Cholesky(24), new Cholesky(53),
                new Cholesky(64), new GaussianForm(21), new GaussianForm(53), new GaussianForm(24).withNoise(),
                new Covariance(Kernel.EXP_QUAD, 23, 23, true), new Covariance(Kernel.EXPONENTIAL, 9, 31, false),
                new Softmax(7, 41, false), new Softmax(41, 7, true))
                .map(function -> Arguments.of(function, width)));
    }

    /** Forward and backward, through the JIT compiler's tiers. */
    @ParameterizedTest
    @MethodSource("functions")
    void functionsHaveTheSameBits(ArrayFunction function, int width) {
        ArrayFunction faster = function.with(VectorLoops.of(width));
        assertNotSame(function, faster);
        double[][] in = function.inputSizes().stream().map(size -> size == 1 ? new double[] {1.3} : positive(size))
                .toArray(double[][]::new);
        for (int k = 0; k < 200; k++) {
            in[0][0] += 0.01;
            double[][] expected = run(function, in);
            double[][] found = run(faster, in);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(0, Arrays.compare(expected[i], found[i]), "block " + i + " of run " + k);
            }
        }
    }

    /** Positive numbers, and a matrix that is positive definite if it is square. */
    private static double[] positive(int size) {
        double[] matrix = Arrays.stream(numbers(size, 5)).map(Math::abs).toArray();
        int order = (int) Math.sqrt(size);
        for (int i = 0; i < order; i++) {
            matrix[i * order + i] += 3 * order;
        }
        return matrix;
    }

    private static double[][] run(ArrayFunction function, double[][] in) {
        double[] out = new double[function.outputSize()];
        double[] work = new double[function.workSize()];
        double[][] adjoints = Arrays.stream(in).map(block -> new double[block.length]).toArray(double[][]::new);
        function.forward(in, new int[in.length], out, 0, work);
        double[] value = out.clone();
        function.backward(in, new int[in.length], out, 0, numbers(out.length, 6), adjoints, work);
        double[][] all = Arrays.copyOf(adjoints, adjoints.length + 1);
        all[adjoints.length] = value;
        return all;
    }

    @Test
    void comeInWhenTheyAreFaster() {
        LoopWarmUp loops = new LoopWarmUp(new Vectors(Vectors.Mode.AUTO, new TestPlatform(8)));
        assertEquals(WarmUp.State.COLD, loops.after(1));
        assertEquals(WarmUp.State.FASTER, loops.after(100));
        assertSame(VectorLoops.of(8), loops.vector());
    }

    @Test
    void comeInAtOnceWhereTheyAreWanted() {
        LoopWarmUp loops = new LoopWarmUp(TestPlatform.on(4));
        assertEquals(WarmUp.State.FASTER, loops.after(1));
        assertSame(VectorLoops.of(4), loops.vector());
    }

    @Test
    void stayAwayWhereThereAreNoVectors() {
        assertEquals(WarmUp.State.REFUSED,
                new LoopWarmUp(new Vectors(Vectors.Mode.AUTO, new TestPlatform(0))).after(100));
        assertEquals(WarmUp.State.REFUSED, new LoopWarmUp(TestPlatform.on(0)).after(1));
        assertEquals(WarmUp.State.REFUSED, new LoopWarmUp(Vectors.NONE).after(100));
    }
}
