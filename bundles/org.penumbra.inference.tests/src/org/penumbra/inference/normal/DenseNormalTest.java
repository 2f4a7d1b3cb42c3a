package org.penumbra.inference.normal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DenseNormalTest {

    private static final double[] LOCATIONS = {1, -2, 0.5};
    private static final double[] NOISE = {0.3, -1.2, 2};

    private static DenseNormal correlated() {
        DenseNormal guide = new DenseNormal(LOCATIONS, new double[] {1, 1, 1});
        double[] shape = {Math.log(2), Math.log(0.5), 0.2, 0.7, -0.4, 1.1};
        System.arraycopy(shape, 0, guide.parameters(), 3, shape.length);
        return guide;
    }

    @Test
    void startsUncorrelated() {
        double log = Math.log(0.1);
        assertArrayEquals(new double[] {1, -2, 0.5, log, log, log, 0, 0, 0},
                new DenseNormal(LOCATIONS, new double[] {0.1, 0.1, 0.1}).parameters(), 1e-15);
    }

    /** L by hand: rows of I + U scaled; the density from the textbook formula with L's inverse applied. */
    @Test
    void drawsAndDensityByHand() {
        DenseNormal guide = correlated();
        double[] x = new double[3];
        double logQ = guide.transform(NOISE, x);
        double third = Math.exp(0.2);
        assertEquals(1 + 2 * 0.3, x[0], 1e-15);
        assertEquals(-2 + 0.5 * (0.7 * 0.3 - 1.2), x[1], 1e-15);
        assertEquals(0.5 + third * (-0.4 * 0.3 + 1.1 * -1.2 + 2), x[2], 1e-15);
        double expected = -1.5 * Math.log(2 * Math.PI) - Math.log(2 * 0.5 * third) - (0.09 + 1.44 + 4) / 2;
        assertEquals(expected, logQ, 1e-14);
        assertEquals(expected, guide.logDensity(x), 1e-13);
    }

    /** log p(x) = -sum (i + 1) x_i^4 + x_0 x_2, whose gradient depends on x. */
    @Test
    void gradientAgreesWithFiniteDifferences() {
        DenseNormal guide = correlated();
        double[] x = new double[3];
        guide.transform(NOISE, x);
        double[] slope = {-4 * Math.pow(x[0], 3) + x[2], -8 * Math.pow(x[1], 3), -12 * Math.pow(x[2], 3) + x[0]};
        double[] gradient = new double[9];
        guide.accumulateGradient(NOISE, slope, 0.7, gradient);
        for (int j = 0; j < 9; j++) {
            assertEquals(0.7 * difference(guide, j), gradient[j], 2e-6 * (1 + Math.abs(gradient[j])));
        }
    }

    private static double difference(DenseNormal guide, int j) {
        double kept = guide.parameters()[j];
        guide.parameters()[j] = kept + 1e-5;
        double up = objective(guide);
        guide.parameters()[j] = kept - 1e-5;
        double down = objective(guide);
        guide.parameters()[j] = kept;
        return (up - down) / 2e-5;
    }

    private static double objective(DenseNormal guide) {
        double[] x = new double[3];
        double value = -guide.transform(NOISE, x);
        for (int i = 0; i < 3; i++) {
            value -= (i + 1) * Math.pow(x[i], 4);
        }
        return value + x[0] * x[2];
    }

    /** The textbook formula n (1 + log 2 pi) / 2 + log det L. */
    @Test
    void entropyByHand() {
        double expected = 1.5 * (1 + Math.log(2 * Math.PI)) + Math.log(2) + Math.log(0.5) + 0.2;
        assertEquals(expected, correlated().entropy(), 1e-14);
        assertEquals(expected, new MeanFieldNormal(LOCATIONS, new double[] {2, 0.5, Math.exp(0.2)}).entropy(), 1e-14);
    }

    @Test
    void parametersBelongToTheirRows() {
        int[] rows = new int[9];
        Arrays.setAll(rows, correlated()::coordinateOf);
        assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2, 1, 2, 2}, rows);
    }
}
