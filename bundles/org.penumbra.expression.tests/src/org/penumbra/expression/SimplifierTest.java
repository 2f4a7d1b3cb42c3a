package org.penumbra.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimplifierTest {

    private static final Array X = new Array("x", Array.Role.FREE, List.of());
    private static final Expr FREE = new Element(X, Expr.of(0));
    private static final double[] POINTS = {0, 1, -1, 0.3, -2.5, 1e200, Double.NaN, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY};

    private static double at(double x, Expr expression) {
        return new Evaluator(array -> new double[] {x}).evaluate(expression);
    }

    @Test
    void constantsAreFolded() {
        assertEquals(Expr.of(Math.sqrt(2) + 3), Expr.of(2).sqrt().plus(3));
        assertEquals(Expr.of(7), Expr.select(Expr.of(1), Expr.of(7), Expr.of(Double.NaN)));
    }

    @Test
    void neutralElementsDisappear() {
        assertSame(FREE, FREE.plus(0));
        assertSame(FREE, Expr.of(0).plus(FREE));
        assertSame(FREE, FREE.times(1));
        assertSame(FREE, FREE.over(1));
        assertSame(FREE, FREE.negate().negate());
        assertSame(FREE, FREE.exp().log());
        assertSame(FREE, FREE.power(Expr.of(1)));
    }

    @Test
    void aProductWithZeroStaysBecauseItMayBeNaN() {
        assertTrue(Double.isNaN(at(Double.NaN, FREE.times(0))));
        assertTrue(Double.isNaN(at(Double.POSITIVE_INFINITY, FREE.times(0))));
    }

    @Test
    void rewritesKeepTheValueEverywhere() {
        for (double x : POINTS) {
            assertEquals(2 * (3 * x), at(x, Expr.of(2).times(Expr.of(3).times(FREE))), 0.0);
            assertEquals(-2 * x, at(x, Expr.of(2).times(FREE.negate())), 0.0);
            assertEquals(0 - x, at(x, Expr.of(0).minus(FREE)), 0.0);
            assertEquals(x * x, at(x, FREE.power(Expr.of(2))), 0.0);
            assertEquals(1 / x, at(x, FREE.power(Expr.of(-1))), 0.0);
            assertEquals(x / -1, at(x, FREE.over(-1)), 0.0);
        }
    }

    @Test
    void constantsGatherInFront() {
        assertEquals(Expr.of(6).times(FREE), FREE.times(2).times(3));
    }

    @Test
    void logarithmsOfProbabilitiesDoNotSaturate() {
        assertEquals(-800, at(-800, FREE.expit().log()), 1e-12);
        assertEquals(-800, at(800, FREE.expit().negate().log1p()), 1e-12);
        for (double x : new double[] {-3, -0.2, 0, 1.7}) {
            double p = 1 / (1 + Math.exp(-x));
            assertEquals(Math.log(p), at(x, FREE.expit().log()), 1e-14);
            assertEquals(Math.log(1 - p), at(x, FREE.expit().negate().log1p()), 1e-14);
        }
    }
}
