package org.penumbra.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.math.RandomStream;

/** Triangular factors: |R c| = |X c|. */
class OrthogonalFactorTest {

    private static double[][] matrix(int rows, int columns) {
        RandomStream random = RandomStream.of(rows);
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                row[j] = 1 + random.nextGaussian();
            }
        }
        return matrix;
    }

    private static double[][] factor(double[][] matrix) {
        OrthogonalFactor factor = new OrthogonalFactor(matrix[0].length);
        for (double[] row : matrix) {
            factor.add(row, 0);
        }
        return factor.factor();
    }

    private static double squares(double[][] matrix, double[] coefficients) {
        double total = 0;
        for (double[] row : matrix) {
            double product = 0;
            for (int j = 0; j < row.length; j++) {
                product += row[j] * coefficients[j];
            }
            total += product * product;
        }
        return total;
    }

    /** By hand: columns (3, 4) and (1, 2) have lengths 5 and, beside the first, 2/5. */
    @Test
    void aMatrixOfTwoRows() {
        double[][] r = factor(new double[][] {{3, 1}, {4, 2}});
        assertArrayEquals(new double[] {-5, -2.2}, r[0], 1e-15);
        assertEquals(0.4, Math.abs(r[1][1]), 1e-15);
        assertEquals(0, r[1][0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 68, 69, 500})
    void lengthsStayWhatTheyAre(int rows) {
        double[][] x = matrix(rows, 4);
        double[][] r = factor(x);
        assertEquals(4, r.length);
        for (double[] c : new double[][] {{1, 0, 0, 0}, {0, 0, 0, 1}, {1, -2, 0.5, 3}, {1, -1, 1, -1}}) {
            assertEquals(squares(x, c), squares(r, c), 1e-13 * squares(x, c));
        }
        for (int i = 1; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(0, r[i][j]);
            }
        }
    }

    /** Columns of sizes 1e-120 and 1e120 do not disturb one another. */
    @Test
    void columnsOfAnySize() {
        double[][] x = matrix(40, 3);
        double[][] plain = factor(x);
        for (double[] row : x) {
            row[0] *= 1e-120;
            row[2] *= 1e120;
        }
        double[][] scaled = factor(x);
        assertEquals(plain[0][0], scaled[0][0] * 1e120, 1e-13);
        assertEquals(plain[1][1], scaled[1][1], 1e-13);
        assertEquals(plain[2][2], scaled[2][2] * 1e-120, 1e-13);
    }

    /** Of a column in a combination of the others nothing is left. */
    @Test
    void aColumnThatTheOthersGive() {
        double[][] x = matrix(60, 3);
        for (double[] row : x) {
            row[2] = 2 * row[0] - row[1];
        }
        assertEquals(0, factor(x)[2][2], 1e-13);
    }
}
