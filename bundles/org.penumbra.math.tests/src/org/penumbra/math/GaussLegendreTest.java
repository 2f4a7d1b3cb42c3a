package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class GaussLegendreTest {

    /** 64 nodes are exact for polynomials up to degree 127. */
    @Test
    void polynomialsAreExact() {
        for (int degree : new int[] {0, 1, 2, 17, 64, 126, 127}) {
            DoubleUnaryOperator power = x -> StrictMath.pow(x, degree);
            assertEquals(1.0 / (degree + 1), GaussLegendre.integrate(power, 0, 1), 1e-15);
            assertEquals((StrictMath.pow(1.5, degree + 1) - StrictMath.pow(-0.5, degree + 1)) / (degree + 1),
                    GaussLegendre.integrate(power, -0.5, 1.5), 1e-14 * StrictMath.pow(1.5, degree + 1));
        }
    }

    @Test
    void aTailThatFallsByManyOrdersOfMagnitudeIsExact() {
        assertEquals(1 - StrictMath.exp(-50), GaussLegendre.integrate(x -> StrictMath.exp(-x), 0, 50), 1e-14);
        double half = GaussLegendre.integrate(x -> StrictMath.exp(-0.5 * x * x), 0, 10);
        assertEquals(Math.sqrt(Math.PI / 2), half, 2e-15);
    }

    @Test
    void theOrderOfTheEndsGivesTheSign() {
        assertEquals(-2, GaussLegendre.integrate(StrictMath::sin, Math.PI, 0), 1e-15);
        assertEquals(0, GaussLegendre.integrate(StrictMath::exp, 3, 3));
    }

    /** Beyond that degree it is no longer exact, so that the tests above mean something. */
    @Test
    void theDegreeHasALimit() {
        double error = GaussLegendre.integrate(x -> StrictMath.pow(x, 4000), -1, 1) - 2.0 / 4001;
        assertTrue(Math.abs(error) > 1e-9);
    }
}
