package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AffineMapTest {

    /** L has the rows (2), (1, 3): the covariance is (4, 2; 2, 10). */
    private static AffineMap dense() {
        return AffineMap.ofCovariance(new double[] {5, -1}, new double[][] {{4, 99}, {2, 10}}, 1e-10);
    }

    @Test
    void theFactorOfACovariance() {
        double[] x = new double[2];
        dense().toPoint(new double[] {1, -2}, x);
        assertArrayEquals(new double[] {7, -6}, x, 1e-14);
        assertEquals(Math.log(6), dense().logDeterminant(), 1e-14);
        double[] slope = new double[2];
        dense().pullBack(new double[] {10, 100}, slope);
        assertArrayEquals(new double[] {120, 300}, slope, 1e-12);
        double[] u = new double[2];
        dense().fromPoint(x, u);
        assertArrayEquals(new double[] {1, -2}, u, 1e-14);
    }

    @Test
    void standardDeviationsAlone() {
        AffineMap map = AffineMap.ofVariances(new double[] {5, -1}, new double[] {4, 0});
        double[] x = {1, -2};
        map.toPoint(x, x);
        assertArrayEquals(new double[] {7, -3}, x, 0);
        double[] slope = new double[2];
        map.pullBack(new double[] {10, 100}, slope);
        assertArrayEquals(new double[] {20, 100}, slope, 0);
        assertFalse(map.isDense());
    }

    @Test
    void singularCovariancesAreRefused() {
        assertNull(AffineMap.ofCovariance(new double[2], new double[][] {{1, 1}, {1, 1}}, 1e-10));
        assertNull(AffineMap.ofCovariance(new double[1], new double[][] {{Double.NaN}}, 1e-10));
    }

    @Test
    void numbersMakeTheSameMap() {
        assertTrue(dense().isDense());
        for (AffineMap map : new AffineMap[] {dense(), AffineMap.ofVariances(new double[] {3}, new double[] {2})}) {
            double[] numbers = map.numbers();
            assertEquals(AffineMap.count(map.dimension(), map.isDense()), numbers.length);
            AffineMap again = AffineMap.ofNumbers(map.dimension(), map.isDense(), numbers);
            assertArrayEquals(numbers, again.numbers(), 0);
            assertEquals(map.logDeterminant(), again.logDeterminant(), 0);
        }
    }
}
