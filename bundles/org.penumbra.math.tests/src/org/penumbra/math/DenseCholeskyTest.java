package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DenseCholeskyTest {

    private static final double[][] MATRIX = {{4, 2, -2}, {2, 10, 2}, {-2, 2, 6}};

    private static double[][] copy() {
        return new double[][] {MATRIX[0].clone(), MATRIX[1].clone(), MATRIX[2].clone()};
    }

    /** L = ((2), (1, 3), (-1, 1, 2)), by hand. */
    @Test
    void factorsInPlace() {
        double[][] l = copy();
        assertTrue(DenseCholesky.factor(l));
        assertArrayEquals(new double[] {2, 0, 0}, l[0]);
        assertArrayEquals(new double[] {1, 3, 0}, l[1]);
        assertArrayEquals(new double[] {-1, 1, 2}, l[2]);
        assertEquals(2 * Math.log(12), DenseCholesky.logDeterminant(l), 1e-14);
    }

    @Test
    void solvesAndInverts() {
        double[][] l = copy();
        DenseCholesky.factor(l);
        double[] b = {4 * 1 + 2 * 2 - 2 * 3, 2 + 20 + 6, -2 + 4 + 18};
        DenseCholesky.solve(l, b);
        assertArrayEquals(new double[] {1, 2, 3}, b, 1e-13);
        double[][] inverse = new double[3][3];
        DenseCholesky.inverse(l, inverse);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += MATRIX[i][k] * inverse[k][j];
                }
                assertEquals(i == j ? 1 : 0, sum, 1e-14);
            }
        }
        double[][] product = new double[3][3];
        DenseCholesky.product(l, product);
        assertArrayEquals(MATRIX, product);
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        assertFalse(DenseCholesky.factor(new double[][] {{1, 2}, {2, 1}}));
        assertFalse(DenseCholesky.factor(new double[][] {{0}}));
        assertFalse(DenseCholesky.factor(new double[][] {{Double.NaN}}));
        assertFalse(DenseCholesky.factor(new double[][] {{1, 0}, {Double.NaN, 1}}));
    }
}
