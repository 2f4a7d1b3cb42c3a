package org.penumbra.inference.normal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** The three derivatives of the normals against central differences. */
class NormalDerivativesTest {

    private static final double[] LOCATIONS = {1, -2, 0.5};
    private static final double[] NOISE = {0.3, -1.2, 2, 0.7, -0.4};
    private static final double[] POINT = {1.7, -2.2, 0.1};
    private static final double[] V = {0.4, -1.1, 0.6};

    private static List<NormalGuide> guides() {
        double[][] cholesky = {{2, 0, 0}, {0.35, 0.5, 0}, {-0.48, 1.3, 1.2}};
        return List.of(new MeanFieldNormal(LOCATIONS, new double[] {2, 0.5, 1.2}), DenseNormal.of(LOCATIONS, cholesky),
                lowRank(), sparse());
    }

    static LowRankNormal lowRank() {
        return LowRankNormal.of(LOCATIONS, new double[] {2, 0.5, 1.2}, new double[][] {{0.4, -1}, {0.3, 0.2}, {-2, 1}});
    }

    /** The last coordinate first, the first given it, the second given both. */
    static SparseNormal sparse() {
        SparseNormal sparse = new SparseNormal(LOCATIONS, new double[] {2, 0.5, 1.2}, new int[] {2, 0, 1},
                new int[][] {{2}, {0, 2}, {}});
        double[] links = {0.8, -0.5, 0.3};
        System.arraycopy(links, 0, sparse.parameters(), 6, 3);
        return sparse;
    }

    @Test
    void aCholeskyFactorGivesItsDraws() {
        double[] x = new double[3];
        guides().get(1).transform(NOISE, x);
        assertArrayEquals(new double[] {1 + 2 * 0.3, -2 + 0.35 * 0.3 - 0.5 * 1.2,
                0.5 - 0.48 * 0.3 - 1.3 * 1.2 + 1.2 * 2}, x, 1e-14);
    }

    @Test
    void pathAgreesWithDifferences() {
        for (NormalGuide guide : guides()) {
            double[] x = new double[3];
            guide.transform(NOISE, x);
            double[] gradient = new double[guide.parameters().length];
            guide.pullBack(NOISE, V, gradient);
            for (int j = 0; j < gradient.length; j++) {
                assertEquals(difference(guide.parameters(), j, () -> {
                    guide.transform(NOISE, x);
                    return V[0] * x[0] + V[1] * x[1] + V[2] * x[2];
                }), gradient[j], 1e-8);
            }
        }
    }

    @Test
    void slopeAndScoreAgreeWithDifferences() {
        for (NormalGuide guide : guides()) {
            double[] x = POINT.clone();
            double[] slope = new double[3];
            double[] score = new double[guide.parameters().length];
            assertEquals(guide.logDensity(x), guide.logDensityAndGradient(x, slope), 1e-14);
            assertEquals(guide.logDensity(x), guide.accumulateScore(x, 0.7, score), 1e-14);
            for (int i = 0; i < 3; i++) {
                assertEquals(difference(x, i, () -> guide.logDensity(x)), slope[i], 1e-8);
            }
            for (int j = 0; j < score.length; j++) {
                assertEquals(0.7 * difference(guide.parameters(), j, () -> guide.logDensity(x)), score[j], 1e-8);
            }
        }
    }

    private static double difference(double[] at, int i, DoubleSupplier value) {
        double kept = at[i];
        at[i] = kept + 1e-5;
        double up = value.getAsDouble();
        at[i] = kept - 1e-5;
        double down = value.getAsDouble();
        at[i] = kept;
        return (up - down) / 2e-5;
    }
}
