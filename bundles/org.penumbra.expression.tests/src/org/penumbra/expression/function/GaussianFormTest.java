package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.expression.function.FunctionContract.joined;
import static org.penumbra.expression.function.FunctionContract.numbers;
import static org.penumbra.expression.function.FunctionContract.positiveDefinite;
import static org.penumbra.expression.function.FunctionContract.result;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.expression.ArrayFunction;

class GaussianFormTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 19, 20, 21, 24, 31, 100})
    void agreesWithCommonsMath(int order) {
        double[] matrix = positiveDefinite(order, order);
        double[] x = numbers(order, 5);
        CholeskyDecomposition factor = new CholeskyDecomposition(
                new Array2DRowRealMatrix(Matrices.rows(order, matrix)));
        RealVector vector = new ArrayRealVector(x);
        double[] found = result(new GaussianForm(order), x, matrix);
        assertEquals(vector.dotProduct(factor.getSolver().solve(vector)), found[0], 1e-12 * order);
        assertEquals(0.5 * Math.log(factor.getDeterminant()), found[1], 1e-12 * order);
    }

    /** x = (3, 4), A = [[4, 2], [2, 10]]: A^-1 = [[10, -2], [-2, 4]] / 36. */
    @Test
    void onlyTheUpperTriangleIsRead() {
        double[] found = result(new GaussianForm(2), new double[] {3, 4}, new double[] {4, 2, Double.NaN, 10});
        assertEquals((90 - 48 + 64) / 36.0, found[0], 1e-15);
        assertEquals(0.5 * Math.log(36), found[1], 1e-15);
    }

    /** Elements whose product is no double. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-20, 1e20, 1e300})
    void scalesMayBeExtreme(double scale) {
        for (int order : new int[] {1, 20, 40}) {
            scalesMayBeExtreme(scale, order);
        }
    }

    private static void scalesMayBeExtreme(double scale, int order) {
        double[] matrix = new double[order * order];
        for (int i = 0; i < order; i++) {
            matrix[i * order + i] = scale;
        }
        double[] found = result(new GaussianForm(order), new double[order], matrix);
        assertEquals(0.5 * order * Math.log(scale), found[1], 1e-10);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 12, 40})
    void whatIsNotPositiveDefiniteHasNoForm(int order) {
        double[] matrix = positiveDefinite(order, 3);
        matrix[order * order - 1] = -1;
        double[] found = result(new GaussianForm(order), numbers(order, 1), matrix);
        assertTrue(Double.isNaN(found[0]));
        assertTrue(Double.isNaN(found[1]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 9, 18, 20, 21, 24, 27})
    void keepsTheContract(int order) {
        FunctionContract.check(new GaussianForm(order), 2, joined(numbers(order, 7), positiveDefinite(order, order)));
    }

    /** A number on the diagonal is as if the matrix had it there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 11, 20, 21, 40})
    void noiseIsAddedToTheDiagonal(int order) {
        double[] matrix = positiveDefinite(order, order);
        double[] noisy = matrix.clone();
        for (int i = 0; i < order; i++) {
            noisy[i * order + i] += 0.75;
        }
        double[] x = numbers(order, 5);
        assertArrayEquals(result(new GaussianForm(order), x, noisy),
                result(new GaussianForm(order).withNoise(), x, matrix, new double[] {0.75}));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 24})
    void keepsTheContractWithNoise(int order) {
        FunctionContract.check(new GaussianForm(order).withNoise(), 2,
                joined(numbers(order, 7), positiveDefinite(order, order), new double[] {0.6}));
    }

    /** Small forms have one code, large ones take what is given. */
    @ParameterizedTest
    @CsvSource({"1, true", "11, true", "20, true", "21, false", "100, false"})
    void smallFormsLeaveNothingToOthers(int order, boolean small) {
        InnerLoops other = new ScalarLoops();
        for (ArrayFunction form : List.of(new GaussianForm(order), new GaussianForm(order).withNoise(),
                new Covariance(Kernel.EXP_QUAD, order, order, true))) {
            assertEquals(small, form.with(other) == form, form.name());
        }
    }

    /** The bits of elimination are those of any other order of calls: nothing is kept in scratch memory. */
    @ParameterizedTest
    @ValueSource(ints = {3, 11, 20, 21})
    void scratchMemoryTellsNothing(int order) {
        GaussianForm form = new GaussianForm(order).withNoise();
        double[][] in = {numbers(order, 1), positiveDefinite(order, 2), {0.5}};
        double[] expected = result(form, in);
        double[] out = new double[form.outputSize()];
        double[] work = new double[form.workSize()];
        Arrays.fill(work, Double.NaN);
        Arrays.fill(out, Double.NaN);
        form.forward(in, new int[3], out, 0, work);
        assertArrayEquals(Arrays.copyOf(expected, 2), Arrays.copyOf(out, 2));
        Arrays.fill(work, Double.NaN);
        double[] adjoint = new double[form.outputSize()];
        adjoint[0] = 0.3;
        adjoint[1] = -0.7;
        double[][] byInput = {new double[order], new double[order * order], new double[1]};
        form.backward(in, new int[3], out, 0, adjoint, byInput, work);
        double trace = 0;
        for (int i = 0; i < order; i++) {
            trace += byInput[1][i * order + i];
        }
        assertEquals(trace, byInput[2][0], 1e-12 * Math.max(1, Math.abs(trace)));
    }
}
