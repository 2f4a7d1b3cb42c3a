package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.expression.function.FunctionContract.positiveDefinite;
import static org.penumbra.expression.function.FunctionContract.result;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 16, 23, 24, 25, 31, 32, 100})
    void agreesWithCommonsMath(int order) {
        double[] matrix = positiveDefinite(order, order);
        double[][] expected = new CholeskyDecomposition(new Array2DRowRealMatrix(Matrices.rows(order, matrix)))
                .getL().getData();
        double[] found = result(new Cholesky(order), matrix);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                assertEquals(expected[i][j], found[i * order + j], 1e-12 * order, i + ", " + j);
            }
        }
    }

    @Test
    void onlyTheLowerTriangleIsRead() {
        assertArrayEquals(new double[] {2, 0, 1, 3}, result(new Cholesky(2), new double[] {4, Double.NaN, 2, 10}),
                0.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 12, 40})
    void whatIsNotPositiveDefiniteHasNoFactor(int order) {
        double[] matrix = positiveDefinite(order, 3);
        matrix[order * order - 1] = -1;
        assertTrue(Double.isNaN(result(new Cholesky(order), matrix)[order * order - 1]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 9, 18, 24, 27})
    void keepsTheContract(int order) {
        FunctionContract.check(new Cholesky(order), order * order, positiveDefinite(order, order));
    }
}
