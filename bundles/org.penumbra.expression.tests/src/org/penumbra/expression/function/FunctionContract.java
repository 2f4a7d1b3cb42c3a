package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.RandomStream;

/** What holds for every array function, at an input where it is smooth. */
final class FunctionContract {

    private static final double ELSEWHERE = 12345.678;

    private final ArrayFunction function;
    private final double[][] inputs;
    /** How many of the outputs are the result; the rest is kept for the way back. */
    private final int results;

    private FunctionContract(ArrayFunction function, int results, double[][] inputs) {
        this.function = function;
        this.inputs = inputs;
        this.results = results;
    }

    /** Adjoints against differences; blocks anywhere in their arrays; nothing written but what was asked for. */
    static void check(ArrayFunction function, int results, double... inputs) {
        int[] sizes = function.inputSizes().stream().mapToInt(Integer::intValue).toArray();
        assertEquals(Arrays.stream(sizes).sum(), inputs.length, "a test gives all inputs");
        double[][] blocks = new double[sizes.length][];
        int next = 0;
        for (int i = 0; i < sizes.length; i++) {
            blocks[i] = Arrays.copyOfRange(inputs, next, next += sizes[i]);
        }
        FunctionContract contract = new FunctionContract(function, results, blocks);
        contract.adjointsAgreeWithDifferences();
        contract.blocksMayStartAnywhere();
    }

    static double[] result(ArrayFunction function, double[]... inputs) {
        double[] out = new double[function.outputSize()];
        function.forward(inputs, new int[inputs.length], out, 0, new double[function.workSize()]);
        return out;
    }

    /** A matrix that is positive definite, the same for the same arguments. */
    static double[] positiveDefinite(int order, int seed) {
        double[] root = numbers(order * order, seed);
        double[] matrix = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                for (int k = 0; k < order; k++) {
                    matrix[i * order + j] += root[i * order + k] * root[j * order + k];
                }
            }
            matrix[i * order + i] += 0.5 * order;
        }
        return matrix;
    }

    static double[] numbers(int count, int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextGaussian();
        }
        return numbers;
    }

    static double[] joined(double[]... blocks) {
        return Arrays.stream(blocks).flatMapToDouble(Arrays::stream).toArray();
    }

    private double[] weights() {
        return Arrays.copyOf(numbers(results, 99), function.outputSize());
    }

    private double[][] adjoints() {
        double[] out = result(function, inputs);
        double[][] adjoints = Arrays.stream(inputs).map(block -> new double[block.length]).toArray(double[][]::new);
        double[] work = new double[function.workSize()];
        Arrays.fill(work, ELSEWHERE);
        function.backward(inputs, new int[inputs.length], out, 0, weights(), adjoints, work);
        return adjoints;
    }

    private void adjointsAgreeWithDifferences() {
        double[][] adjoints = adjoints();
        for (int block = 0; block < inputs.length; block++) {
            for (int k = 0; k < inputs[block].length; k++) {
                double expected = difference(inputs[block], k);
                assertEquals(expected, adjoints[block][k], 2e-7 * Math.max(1, Math.abs(expected)),
                        function.name() + ", input " + block + ", element " + k);
            }
        }
    }

    private double difference(double[] block, int k) {
        double h = 1e-3;
        return (8 * (shifted(block, k, h) - shifted(block, k, -h))
                - (shifted(block, k, 2 * h) - shifted(block, k, -2 * h))) / (12 * h);
    }

    private double shifted(double[] block, int k, double by) {
        double before = block[k];
        block[k] = before + by;
        double[] out = result(function, inputs);
        block[k] = before;
        double[] weights = weights();
        double total = 0;
        for (int i = 0; i < results; i++) {
            total += weights[i] * out[i];
        }
        return total;
    }

    /** Each block with a margin: the same results, added to what was there, and margins left alone. */
    private void blocksMayStartAnywhere() {
        double[] expected = result(function, inputs);
        double[][] expectedAdjoints = adjoints();
        for (int wanted = 0; wanted <= inputs.length; wanted++) {
            double[][] in = Arrays.stream(inputs).map(FunctionContract::widened).toArray(double[][]::new);
            int[] at = new int[inputs.length];
            Arrays.fill(at, 3);
            double[] out = widened(new double[function.outputSize()]);
            double[] work = new double[function.workSize()];
            function.forward(in, at, out, 3, work);
            assertArrayEquals(widened(expected), out, 0.0);
            double[][] adjoints = new double[inputs.length][];
            if (wanted < inputs.length) {
                adjoints[wanted] = widened(plusOne(new double[inputs[wanted].length]));
            }
            function.backward(in, at, out, 3, widened(weights()), adjoints, work);
            assertArrayEquals(widened(expected), out, 0.0);
            if (wanted < inputs.length) {
                assertArrayEquals(widened(plusOne(expectedAdjoints[wanted])), adjoints[wanted], 1e-10);
            }
        }
    }

    private static double[] plusOne(double[] block) {
        return Arrays.stream(block).map(x -> x + 1).toArray();
    }

    private static double[] widened(double[] block) {
        double[] wide = new double[block.length + 5];
        Arrays.fill(wide, ELSEWHERE);
        System.arraycopy(block, 0, wide, 3, block.length);
        return wide;
    }
}
