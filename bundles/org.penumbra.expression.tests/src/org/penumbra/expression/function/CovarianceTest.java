package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.penumbra.expression.function.FunctionContract.joined;
import static org.penumbra.expression.function.FunctionContract.numbers;
import static org.penumbra.expression.function.FunctionContract.result;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels of Gaussian processes and the distances that they are computed from. */
class CovarianceTest {

    private static double[] parameters(Kernel kernel) {
        return kernel.isPeriodic() ? new double[] {1.3, 0.8, 2.1} : new double[] {1.3, 0.8};
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void keepsTheContract(Kernel kernel) {
        double[] distances = Arrays.stream(numbers(12, 4)).map(x -> 0.1 + x * x).toArray();
        FunctionContract.check(new Covariance(kernel, 3, 4, false), 12, joined(distances, parameters(kernel)));
    }

    /** At distance 2 with sigma = 3 and length = 1.5, by hand; the periodic kernel with period 5. */
    @ParameterizedTest
    @CsvSource({"EXP_QUAD, 3.700010614564687", "EXPONENTIAL, 2.372374243041541", "MATERN32, 2.958228856677101",
        "MATERN52, 3.1700086134272256", "PERIODIC, 4.027786720728048"})
    void valuesAreThoseOfTheFormulas(Kernel kernel, double expected) {
        double[] found = kernel.isPeriodic()
                ? result(new Covariance(kernel, 1, 1, true), new double[] {4}, new double[] {3}, new double[] {1.5},
                        new double[] {5})
                : result(new Covariance(kernel, 1, 1, true), new double[] {4}, new double[] {3}, new double[] {1.5});
        assertEquals(expected, found[0], 1e-12);
    }

    /** One set of points that move, through distances to covariances: the diagonal included. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void symmetricMatricesHandOnBothHalves(Kernel kernel) {
        double[] points = numbers(10, 6);
        double[] distances = result(new SquaredDistances(5, 2), points);
        double[][] in = kernel.isPeriodic()
                ? new double[][] {distances, {1.3}, {0.8}, {2.1}} : new double[][] {distances, {1.3}, {0.8}};
        double[][] whole = adjoints(new Covariance(kernel, 5, 5, false), in, points);
        double[][] half = adjoints(new Covariance(kernel, 5, 5, true), in, points);
        for (int i = 0; i < whole.length; i++) {
            assertArrayEquals(whole[i], half[i], 1e-12);
        }
    }

    /** Distances that are data, which no adjoint is wanted of: the same derivatives by the parameters. */
    @ParameterizedTest
    @CsvSource({"5, 5, true", "3, 4, false", "1, 3, false", "9, 9, true"})
    void parametersNeedNoDistancesThatMove(int rows, int columns, boolean symmetric) {
        double[] points = numbers(rows + columns, 3);
        double[] distances = new double[rows * columns];
        for (int i = 0; i < distances.length; i++) {
            double between = points[i / columns] - points[i % columns + (symmetric ? 0 : rows)];
            distances[i] = between * between;
        }
        Covariance covariance = new Covariance(Kernel.EXP_QUAD, rows, columns, symmetric);
        double[][] in = {distances, {1.3}, {0.8}};
        double[] out = result(covariance, in);
        double[][] all = {new double[distances.length], {0.5}, {0.25}};
        double[][] some = {null, {0.5}, {0.25}};
        double[] work = new double[covariance.workSize()];
        covariance.backward(in, new int[3], out, 0, numbers(out.length, 9), all, work);
        covariance.backward(in, new int[3], out, 0, numbers(out.length, 9), some, work);
        assertEquals(all[1][0], some[1][0], 1e-12);
        assertEquals(all[2][0], some[2][0], 1e-12);
    }

    /** The adjoints of the points and of the parameters. */
    private static double[][] adjoints(Covariance covariance, double[][] in, double[] points) {
        int[] at = new int[in.length];
        double[] out = new double[25];
        double[] work = new double[covariance.workSize()];
        covariance.forward(in, at, out, 0, work);
        double[][] adjoints = Arrays.stream(in).map(block -> new double[block.length]).toArray(double[][]::new);
        covariance.backward(in, at, out, 0, numbers(25, 9), adjoints, work);
        double[][] byPoints = {new double[points.length]};
        new SquaredDistances(5, 2).backward(new double[][] {points}, new int[1], in[0], 0, adjoints[0], byPoints,
                new double[0]);
        adjoints[0] = byPoints[0];
        return adjoints;
    }

    @Test
    void distancesKeepTheContract() {
        assertArrayEquals(new double[] {0, 25, 25, 0}, result(new SquaredDistances(2, 2), new double[] {0, 0, 3, 4}));
        FunctionContract.check(new SquaredDistances(4, 2), 16, numbers(8, 1));
        FunctionContract.check(new SquaredDistances(2, 3, 2), 6, numbers(10, 1));
    }
}
