package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.penumbra.expression.function.FunctionContract.joined;
import static org.penumbra.expression.function.FunctionContract.numbers;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 4", "5, 4, 3", "4, 9, 6", "7, 2, 5"})
    void agreesWithCommonsMathAndKeepsTheContract(int rows, int inner, int columns) {
        double[] a = numbers(rows * inner, 1);
        double[] b = numbers(inner * columns, 2);
        double[][] expected = new Array2DRowRealMatrix(Matrices.rows(rows, a))
                .multiply(new Array2DRowRealMatrix(Matrices.rows(inner, b))).getData();
        MatrixProduct product = new MatrixProduct(rows, inner, columns);
        assertArrayEquals(Matrices.flat(expected), FunctionContract.result(product, a, b), 1e-13);
        FunctionContract.check(product, rows * columns, joined(a, b));
    }
}
