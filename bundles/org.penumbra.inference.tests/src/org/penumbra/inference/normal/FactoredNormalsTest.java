package org.penumbra.inference.normal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;

/** Normals with a factored covariance or precision against dense ones with the same covariance. */
class FactoredNormalsTest {

    private static final double[] LOCATIONS = {1, -2, 0.5};
    private static final double[] POINT = {1.7, -2.2, 0.1};

    /** diag(4, 0.25, 1.44) + W W' for the W of {@link NormalDerivativesTest#lowRank}. */
    @Test
    void lowRankHasTheDensityOfItsCovariance() {
        double[][] w = {{0.4, -1}, {0.3, 0.2}, {-2, 1}};
        double[] variances = {4, 0.25, 1.44};
        double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                covariance[i][j] = w[i][0] * w[j][0] + w[i][1] * w[j][1] + (i == j ? variances[i] : 0);
            }
        }
        DenseNormal dense = DenseNormal.of(LOCATIONS, cholesky(covariance));
        assertEquals(dense.logDensity(POINT), NormalDerivativesTest.lowRank().logDensity(POINT), 1e-12);
    }

    /** z3 = e3, z1 = 0.8 z3 + e1, z2 = -0.5 z1 + 0.3 z3 + e2, each times its scale. */
    @Test
    void sparseHasTheDensityOfItsCovariance() {
        double[][] rows = {{1, 0, 0.8}, {-0.5, 1, -0.1}, {0, 0, 1}};
        double[] scales = {2, 0.5, 1.2};
        double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = rows[i][0] * rows[j][0] + rows[i][1] * rows[j][1] + rows[i][2] * rows[j][2];
                covariance[i][j] = scales[i] * scales[j] * sum;
            }
        }
        DenseNormal dense = DenseNormal.of(LOCATIONS, cholesky(covariance));
        assertEquals(dense.logDensity(POINT), NormalDerivativesTest.sparse().logDensity(POINT), 1e-12);
    }

    /** 40,000 draws; five standard errors of each second moment, false alarms below 1 in 100,000. */
    @Test
    void lowRankDrawsHaveTheirCovariance() {
        LowRankNormal guide = NormalDerivativesTest.lowRank();
        RandomStream random = RandomStream.of(11);
        double[] noise = new double[guide.noiseSize()];
        double[] x = new double[3];
        double variance = 0;
        double covariance = 0;
        int draws = 40_000;
        for (int k = 0; k < draws; k++) {
            guide.sample(random, noise, x);
            variance += (x[2] - 0.5) * (x[2] - 0.5) / draws;
            covariance += (x[0] - 1) * (x[2] - 0.5) / draws;
        }
        double first = 4 + 0.16 + 1;
        double third = 1.44 + 4 + 1;
        assertEquals(third, variance, 5 * third * Math.sqrt(2.0 / draws));
        assertEquals(-1.8, covariance, 5 * Math.sqrt((first * third + 1.8 * 1.8) / draws));
    }

    @Test
    void theRankIsThatOfTheFactor() {
        LowRankNormal guide = NormalDerivativesTest.lowRank();
        assertEquals(2, guide.rank());
        assertEquals(5, guide.noiseSize());
        assertEquals(12, guide.parameters().length);
        assertArrayEquals(LOCATIONS, java.util.Arrays.copyOf(guide.parameters(), 3));
    }

    private static double[][] cholesky(double[][] a) {
        double[][] l = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }
}
