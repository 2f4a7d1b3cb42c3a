package org.penumbra.guides;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class PointTest {

    @Test
    void isAPointAndNoDistribution() {
        Point guide = new Point(new double[] {3, 4});
        double[] x = new double[2];
        assertEquals(0, guide.transform(new double[0], x));
        assertArrayEquals(new double[] {3, 4}, x);
        assertEquals(0, guide.noiseSize());
        assertEquals(0, guide.logDensity(x));
        assertFalse(guide.isDistribution());
    }

    @Test
    void theGradientIsThatOfTheTarget() {
        double[] gradient = {1, 1};
        new Point(new double[] {3, 4}).accumulateGradient(new double[0], new double[] {10, 20}, 0.5, gradient);
        assertArrayEquals(new double[] {6, 11}, gradient);
    }

    @Test
    void theStartIsCopied() {
        double[] start = {3, 4};
        Point guide = new Point(start);
        guide.parameters()[0] = 7;
        assertEquals(3, start[0]);
    }
}
