package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    private static final double[] VALUES = {4, 1, 3, 2, 10};

    @Test
    void meanAndVarianceByHand() {
        assertEquals(4, Statistics.mean(VALUES));
        // Deviations 0, -3, -1, -2, 6: squares 0 + 9 + 1 + 4 + 36 = 50, over 4.
        assertEquals(12.5, Statistics.variance(VALUES));
        assertEquals(Math.sqrt(12.5), Statistics.standardDeviation(VALUES));
        assertEquals(Math.sqrt(2.5), Statistics.standardError(VALUES), 1e-15);
    }

    /** The textbook formula loses all digits here: the values are 1e9 times their spread. */
    @Test
    void aLargeOffsetCostsNoDigits() {
        double[] shifted = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
        assertEquals(1e9 + 10, Statistics.mean(shifted));
        assertEquals(30, Statistics.variance(shifted));
    }

    /** Values of R's quantile(c(4, 1, 3, 2, 10), p, type = 7): position p (n - 1) among 1, 2, 3, 4, 10. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.05, 1.2", "0.25, 2", "0.5, 3", "0.6, 3.4", "0.9, 7.6", "1, 10"})
    void quantileOfTypeSeven(double probability, double expected) {
        assertEquals(expected, Statistics.quantile(VALUES, probability), 1e-14);
    }

    @Test
    void quantileLeavesItsArgumentAlone() {
        double[] values = VALUES.clone();
        Statistics.quantile(values, 0.5);
        assertArrayEquals(VALUES, values);
    }

    @Test
    void infiniteNeighboursDoNotMakeNaN() {
        double infinity = Double.POSITIVE_INFINITY;
        assertEquals(infinity, Statistics.quantile(new double[] {0, infinity, infinity}, 0.75));
    }

    @Test
    void emptyAndUndefinedSamplesHaveNoSummary() {
        assertTrue(Double.isNaN(Statistics.mean(new double[0])));
        assertTrue(Double.isNaN(Statistics.variance(new double[] {1})));
        assertTrue(Double.isNaN(Statistics.quantile(new double[0], 0.5)));
        assertTrue(Double.isNaN(Statistics.quantile(new double[] {1, Double.NaN, 2}, 0)));
        assertTrue(Double.isNaN(Statistics.mean(new double[] {1, Double.NaN})));
        assertEquals(Double.POSITIVE_INFINITY, Statistics.mean(new double[] {1, Double.POSITIVE_INFINITY}));
    }

    @Test
    void aProbabilityOutsideOfTheUnitIntervalIsRefused() {
        assertEquals("a probability in [0, 1] was expected, not 1.1", refusal(1.1));
        assertEquals("a probability in [0, 1] was expected, not NaN", refusal(Double.NaN));
    }

    private static String refusal(double probability) {
        try {
            return "accepted: " + Statistics.quantile(VALUES, probability);
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    @Test
    void onlineMomentsAgreeWithTheSample() {
        OnlineMoments moments = new OnlineMoments(2);
        for (double value : VALUES) {
            moments.add(new double[] {value, 1e9 - value});
        }
        assertEquals(5, moments.count());
        assertEquals(4, moments.mean(0), 1e-14);
        assertEquals(12.5, moments.variance(0), 1e-13);
        assertEquals(1e9 - 4, moments.mean(1), 1e-6);
        assertEquals(12.5, moments.variance(1), 1e-6);
        assertEquals(Math.sqrt(2.5), moments.standardError(0), 1e-14);
    }

    @Test
    void onlineMomentsStartUndefined() {
        OnlineMoments moments = new OnlineMoments(1);
        assertTrue(Double.isNaN(moments.mean(0)));
        moments.add(3);
        assertEquals(3, moments.mean(0));
        assertTrue(Double.isNaN(moments.variance(0)));
    }

    @Test
    void savedMomentsGoOnWithTheSameBits() {
        OnlineMoments whole = new OnlineMoments(1);
        OnlineMoments half = new OnlineMoments(1);
        for (int i = 0; i < 7; i++) {
            whole.add(Math.sqrt(i));
            half.add(Math.sqrt(i));
        }
        double[] state = new double[half.stateSize() + 1];
        assertEquals(state.length, half.save(state, 1));
        OnlineMoments restored = new OnlineMoments(1);
        assertEquals(state.length, restored.restore(state, 1));
        whole.add(5);
        restored.add(5);
        assertEquals(whole.mean(0), restored.mean(0));
        assertEquals(whole.variance(0), restored.variance(0));
    }
}
