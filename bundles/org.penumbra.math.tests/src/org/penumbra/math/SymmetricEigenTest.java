package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

    /** The second difference matrix of order n has eigenvalues 2 - 2 cos(k pi / (n + 1)). */
    @Test
    void secondDifferences() {
        int n = 30;
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i][i] = 2;
            if (i > 0) {
                a[i][i - 1] = -1;
                a[i - 1][i] = -1;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(a);
        double[] sorted = eigen.values().clone();
        Arrays.sort(sorted);
        for (int k = 0; k < n; k++) {
            assertEquals(2 - 2 * Math.cos((k + 1) * Math.PI / (n + 1)), sorted[k], 1e-13);
        }
        for (int k = 0; k < n; k++) {
            check(a, eigen.values()[k], eigen.vectors()[k]);
        }
    }

    private static void check(double[][] a, double value, double[] vector) {
        double norm = 0;
        for (int i = 0; i < a.length; i++) {
            double product = 0;
            for (int j = 0; j < a.length; j++) {
                product += a[i][j] * vector[j];
            }
            assertEquals(value * vector[i], product, 1e-12);
            norm += vector[i] * vector[i];
        }
        assertEquals(1, norm, 1e-12);
    }

    @Test
    void zeroIndefiniteAndTiny() {
        assertArrayEquals(new double[] {0, 0}, SymmetricEigen.of(new double[2][2]).values());
        double[] values = SymmetricEigen.of(new double[][] {{0, 1}, {1, 0}}).values();
        Arrays.sort(values);
        assertArrayEquals(new double[] {-1, 1}, values, 1e-15);
        assertEquals(-3, SymmetricEigen.of(new double[][] {{-3}}).values()[0]);
        double[] graded = SymmetricEigen.of(new double[][] {{1e20, 1}, {1, 1e-10}}).values();
        Arrays.sort(graded);
        assertEquals(1e-10, graded[0], 1e-18);
    }
}
