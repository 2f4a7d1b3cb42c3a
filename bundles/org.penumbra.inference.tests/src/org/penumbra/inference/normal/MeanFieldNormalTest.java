package org.penumbra.inference.normal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;

class MeanFieldNormalTest {

    private static final double[] LOCATIONS = {1, -2, 0.5};
    private static final double[] NOISE = {0.3, -1.2, 2};

    @Test
    void startsAtLocationsWithTheInitialScale() {
        MeanFieldNormal guide = new MeanFieldNormal(LOCATIONS, new double[] {0.1, 0.1, 0.1});
        double log = Math.log(0.1);
        assertEquals(3, guide.dimension());
        assertEquals(3, guide.noiseSize());
        assertTrue(guide.isDistribution());
        assertArrayEquals(new double[] {1, -2, 0.5, log, log, log}, guide.parameters(), 1e-15);
    }

    /** q is a product of normals: density by the textbook formula. */
    @Test
    void drawsAndDensityByHand() {
        MeanFieldNormal guide = uneven();
        double[] x = new double[3];
        double logQ = guide.transform(NOISE, x);
        double[] scales = {2, 0.5, 1};
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            assertEquals(LOCATIONS[i] + scales[i] * NOISE[i], x[i], 1e-15);
            expected -= Math.log(scales[i] * Math.sqrt(2 * Math.PI)) + NOISE[i] * NOISE[i] / 2;
        }
        assertEquals(expected, logQ, 1e-14);
        assertEquals(expected, guide.logDensity(x), 1e-14);
    }

    /** log p(x) = -sum (i + 1) x_i^4 has a gradient that depends on x, so every path of the chain rule counts. */
    @Test
    void gradientAgreesWithFiniteDifferences() {
        MeanFieldNormal guide = uneven();
        double weight = 0.7;
        double[] x = new double[3];
        guide.transform(NOISE, x);
        double[] slope = new double[3];
        for (int i = 0; i < 3; i++) {
            slope[i] = -4 * (i + 1) * x[i] * x[i] * x[i];
        }
        double[] gradient = {1, 1, 1, 1, 1, 1};
        guide.accumulateGradient(NOISE, slope, weight, gradient);
        for (int j = 0; j < 6; j++) {
            assertEquals(weight * difference(guide, j), gradient[j] - 1, 2e-6 * (1 + Math.abs(gradient[j])));
        }
    }

    @Test
    void drawsHaveTheMomentsOfTheParameters() {
        MeanFieldNormal guide = uneven();
        RandomStream random = RandomStream.of(3);
        double[] noise = new double[3];
        double[] x = new double[3];
        double sum = 0;
        double squares = 0;
        int draws = 40_000;
        for (int i = 0; i < draws; i++) {
            guide.sample(random, noise, x);
            sum += x[0];
            squares += (x[0] - 1) * (x[0] - 1);
        }
        // Mean 1, variance 4; four standard errors each, false alarms below 1 in 7,000.
        assertEquals(1, sum / draws, 4 * 2 / Math.sqrt(draws));
        assertEquals(4, squares / draws, 4 * 4 * Math.sqrt(2.0 / draws));
    }

    private static MeanFieldNormal uneven() {
        MeanFieldNormal guide = new MeanFieldNormal(LOCATIONS, new double[] {1, 1, 1});
        guide.parameters()[3] = Math.log(2);
        guide.parameters()[4] = Math.log(0.5);
        return guide;
    }

    private static double difference(MeanFieldNormal guide, int j) {
        double step = 1e-5;
        double[] parameters = guide.parameters();
        double kept = parameters[j];
        parameters[j] = kept + step;
        double up = objective(guide);
        parameters[j] = kept - step;
        double down = objective(guide);
        parameters[j] = kept;
        return (up - down) / (2 * step);
    }

    private static double objective(MeanFieldNormal guide) {
        double[] x = new double[3];
        double value = -guide.transform(NOISE, x);
        for (int i = 0; i < 3; i++) {
            value -= (i + 1) * Math.pow(x[i], 4);
        }
        return value;
    }
}
