package org.penumbra.testing;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;
import org.penumbra.math.RandomStream;

/**
 * What every function must keep that is called once for many rows: results and adjoints are those of the rows one by
 * one, an input that is the same for all rows gets the sum of their adjoints, and nothing else is touched.
 */
public final class BatchedContract {

    private static final int ROWS = 3;

    private final Batched single;
    private final ArrayFunction all;
    private final Set<Integer> varying;
    private final double tolerance;

    private BatchedContract(Batched single, ArrayFunction all, Set<Integer> varying, double tolerance) {
        this.single = single;
        this.all = all;
        this.varying = varying;
        this.tolerance = tolerance;
    }

    /**
     * Checks it for inputs that may vary together.
     *
     * @param tolerance relative to the largest number: 1e-13, or what the precision of the function allows
     * @return whether they may
     * @throws AssertionError saying which promise is broken
     */
    public static boolean check(Batched function, Set<Integer> varying, double tolerance) {
        Optional<ArrayFunction> all = function.rows(ROWS, varying);
        all.ifPresent(rows -> new BatchedContract(function, rows, varying, tolerance).check());
        return all.isPresent();
    }

    private void check() {
        String what = all.name() + ": ";
        Claims.hold(all.outputSize() == ROWS * single.outputSize(), what + "an output of " + all.outputSize()
                + " numbers for " + ROWS + " rows of " + single.outputSize());
        double[][] in = new double[single.inputSizes().size()][];
        RandomStream random = RandomStream.of(7);
        for (int k = 0; k < in.length; k++) {
            int size = single.inputSizes().get(k) * (varying.contains(k) ? ROWS : 1);
            Claims.hold(all.inputSizes().get(k) == size, what + "input " + (k + 1) + " has "
                    + all.inputSizes().get(k) + " numbers instead of " + size);
            in[k] = draws(random, size);
        }
        double[] out = new double[all.outputSize()];
        forward(all, in, new int[in.length], out);
        double[] slopes = draws(random, ROWS * single.resultSize());
        double[][] found = backward(all, in, new int[in.length], out, slopes);
        double[][] expected = Arrays.stream(in).map(block -> new double[block.length]).toArray(double[][]::new);
        for (int row = 0; row < ROWS; row++) {
            row(row, in, out, slopes, expected);
        }
        for (int k = 0; k < in.length; k++) {
            near(expected[k], found[k], what + "the adjoint of input " + (k + 1));
        }
    }

    private void row(int row, double[][] in, double[] out, double[] slopes, double[][] expected) {
        double[][] one = new double[in.length][];
        for (int k = 0; k < in.length; k++) {
            int size = single.inputSizes().get(k);
            int from = varying.contains(k) ? row * size : 0;
            one[k] = Arrays.copyOfRange(in[k], from, from + size);
        }
        double[] result = new double[single.outputSize()];
        forward(single, one, new int[in.length], result);
        int size = single.resultSize();
        near(Arrays.copyOf(result, size), Arrays.copyOfRange(out, row * size, (row + 1) * size),
                all.name() + ": row " + (row + 1));
        double[][] adjoints = backward(single, one, new int[in.length], result,
                Arrays.copyOfRange(slopes, row * size, (row + 1) * size));
        for (int k = 0; k < in.length; k++) {
            int from = varying.contains(k) ? row * adjoints[k].length : 0;
            for (int i = 0; i < adjoints[k].length; i++) {
                expected[k][from + i] += adjoints[k][i];
            }
        }
    }

    private static void forward(ArrayFunction function, double[][] in, int[] at, double[] out) {
        Arrays.fill(out, Double.NaN);
        function.forThread().forward(in, at, out, 0, new double[function.workSize()]);
    }

    /** Slopes by the result; what else the function keeps has none. */
    private static double[][] backward(ArrayFunction function, double[][] in, int[] at, double[] out, double[] slopes) {
        double[] adjoint = Arrays.copyOf(slopes, function.outputSize());
        double[][] found = Arrays.stream(in).map(block -> new double[block.length]).toArray(double[][]::new);
        function.forThread().backward(in, at, out, 0, adjoint, found, new double[function.workSize()]);
        return found;
    }

    private void near(double[] expected, double[] found, String what) {
        double size = 1;
        for (double one : expected) {
            size = Math.max(size, Math.abs(one));
        }
        for (int i = 0; i < expected.length; i++) {
            Claims.near(expected[i], found[i], tolerance * size, what + ", number " + (i + 1));
        }
    }

    private static double[] draws(RandomStream random, int count) {
        double[] draws = new double[count];
        Arrays.setAll(draws, i -> random.nextGaussian());
        return draws;
    }
}
