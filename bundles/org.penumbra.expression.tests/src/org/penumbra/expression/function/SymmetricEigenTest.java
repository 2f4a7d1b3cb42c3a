package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.expression.function.FunctionContract.numbers;
import static org.penumbra.expression.function.FunctionContract.positiveDefinite;
import static org.penumbra.expression.function.FunctionContract.result;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

    private static double[] symmetric(int order) {
        double[] x = numbers(order * order, order);
        double[] sum = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                sum[i * order + j] = x[i * order + j] + x[j * order + i];
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 30})
    void valuesAgreeWithCommonsMathAndVectorsAreTheirs(int order) {
        double[] matrix = symmetric(order);
        double[] expected = new EigenDecomposition(new Array2DRowRealMatrix(Matrices.rows(order, matrix)))
                .getRealEigenvalues();
        Arrays.sort(expected);
        double[] found = result(new SymmetricEigen(order), matrix);
        for (int j = 0; j < order; j++) {
            assertEquals(expected[j], found[j], 1e-12 * order);
            for (int i = 0; i < order; i++) {
                double product = 0;
                for (int k = 0; k < order; k++) {
                    product += matrix[i * order + k] * found[order + k * order + j];
                }
                assertEquals(found[j] * found[order + i * order + j], product, 1e-12 * order);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void keepsTheContract(int order) {
        FunctionContract.check(new SymmetricEigen(order), order + order * order, symmetric(order));
        FunctionContract.check(new SymmetricEigen(order), order, positiveDefinite(order, 3));
    }

    /** 1' 1 has the eigenvalue n once and 0 otherwise; the gradient of their sum is the identity all the same. */
    @Test
    void eigenvaluesThatCoincideHaveADerivative() {
        int order = 12;
        double[] ones = new double[order * order];
        Arrays.fill(ones, 1);
        SymmetricEigen eigen = new SymmetricEigen(order);
        double[] out = result(eigen, ones);
        assertEquals(order, out[order - 1], 1e-12);
        assertEquals(0, out[0], 1e-12);
        double[] adjoint = new double[eigen.outputSize()];
        Arrays.fill(adjoint, 0, order, 1);
        double[][] gradient = {new double[order * order]};
        eigen.backward(new double[][] {ones}, new int[1], out, 0, adjoint, gradient, new double[eigen.workSize()]);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                assertEquals(i == j ? 1 : 0, gradient[0][i * order + j], 1e-12);
            }
        }
    }

    @Test
    void oneUnknownElementMakesAllUnknown() {
        double[] out = result(new SymmetricEigen(2), new double[] {1, Double.NaN, 0, 3});
        assertTrue(Arrays.stream(out).allMatch(Double::isNaN));
    }
}
