package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.expression.function.FunctionContract.joined;
import static org.penumbra.expression.function.FunctionContract.numbers;
import static org.penumbra.expression.function.FunctionContract.positiveDefinite;
import static org.penumbra.expression.function.FunctionContract.result;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Solutions, inverses and determinants: of general matrices and of those that are positive definite. */
class LinearSystemsTest {

    static Stream<Arguments> matrices() {
        return Stream.of(1, 2, 3, 7, 8, 9, 20).flatMap(order -> Stream.of(
                Arguments.of(order, numbers(order * order, order)),
                Arguments.of(order, positiveDefinite(order, order))));
    }

    private static RealMatrix matrix(int rows, double[] values) {
        return new Array2DRowRealMatrix(Matrices.rows(rows, values));
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void agreeWithCommonsMath(int order, double[] a) {
        LUDecomposition expected = new LUDecomposition(matrix(order, a));
        double[] b = numbers(order * 3, 7);
        assertArrayEquals(Matrices.flat(expected.getSolver().solve(matrix(order, b)).getData()),
                Arrays.copyOf(result(new Solve(order, 3), a, b), order * 3), 1e-9);
        assertArrayEquals(Matrices.flat(expected.getSolver().getInverse().getData()),
                result(new Inverse(order), a), 1e-9);
        double determinant = expected.getDeterminant();
        assertEquals(1, result(new Determinant(order, false), a)[0] / determinant, 1e-10);
        assertEquals(Math.log(Math.abs(determinant)), result(new Determinant(order, true), a)[0], 1e-10);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void keepTheContract(int order, double[] a) {
        if (order > 9) {
            return; // the sizes around a block are enough for differences
        }
        double[] distant = a.clone();
        for (int i = 0; i < order; i++) {
            distant[i * order + i] += 4;
        }
        FunctionContract.check(new Solve(order, 1), order, joined(distant, numbers(order, 2)));
        FunctionContract.check(new Solve(order, 3), order * 3, joined(distant, numbers(order * 3, 2)));
        FunctionContract.check(new Inverse(order), order * order, distant);
        FunctionContract.check(new Determinant(order, true), 1, distant);
        FunctionContract.check(new Determinant(order, false), 1, scaled(distant));
    }

    private static double[] scaled(double[] matrix) {
        return Arrays.stream(matrix).map(x -> 0.2 * x).toArray();
    }

    @Test
    void exchangesOfRowsChangeTheSign() {
        assertEquals(-1, result(new Determinant(2, false), new double[] {0, 1, 1, 0})[0], 0.0);
        assertEquals(1, result(new Determinant(3, false), new double[] {0, 1, 0, 0, 0, 1, 1, 0, 0})[0], 0.0);
        assertEquals(-1, result(new Determinant(4, false),
                new double[] {0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0})[0], 0.0);
    }

    @Test
    void aSingularMatrixThrowsNothing() {
        double[] singular = {1, 2, 2, 4};
        assertEquals(0, result(new Determinant(2, false), singular)[0], 0.0);
        assertEquals(Double.NEGATIVE_INFINITY, result(new Determinant(2, true), singular)[0], 0.0);
        assertTrue(Arrays.stream(result(new Inverse(2), singular)).noneMatch(Double::isFinite));
        double[] unknown = {1, Double.NaN, 3, 4};
        assertTrue(Double.isNaN(result(new Determinant(2, true), unknown)[0]));
    }
}
