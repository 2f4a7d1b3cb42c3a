package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.penumbra.expression.function.FunctionContract.joined;
import static org.penumbra.expression.function.FunctionContract.numbers;
import static org.penumbra.expression.function.FunctionContract.positiveDefinite;
import static org.penumbra.expression.function.FunctionContract.result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerSolveTest {

    private static final double[] FACTOR = {2, 99, 1, 4};

    @Test
    void solvesForwardsAndTransposed() {
        assertArrayEquals(new double[] {3, 2}, result(new LowerSolve(2), new double[] {6, 11}, FACTOR), 1e-15);
        assertArrayEquals(new double[] {2, 2},
                result(new LowerSolve(2, 1, true), new double[] {6, 8}, FACTOR), 1e-15);
        assertArrayEquals(new double[] {3, 1, 2, 0},
                result(new LowerSolve(2, 2), new double[] {6, 2, 11, 1}, FACTOR), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, false", "5, 1, false", "5, 1, true", "6, 3, false", "7, 6, true", "6, 6, false"})
    void keepsTheContract(int order, int columns, boolean transposed) {
        double[] factor = result(new Cholesky(order), positiveDefinite(order, 1));
        FunctionContract.check(new LowerSolve(order, columns, transposed), order * columns,
                joined(numbers(order * columns, 2), factor));
    }
}
