package org.penumbra.benchmarks;

import java.util.function.DoubleUnaryOperator;

/** Derivatives from values alone. */
final class Differences {

    private Differences() {
    }

    /**
     * The central difference of order 6, exact for polynomials of degree 6 (Fornberg 1988, table 1).
     *
     * @param h step; the outermost values are at x - 3h and x + 3h
     */
    static double slope(DoubleUnaryOperator function, double x, double h) {
        double step = (x + h) - x;
        double near = function.applyAsDouble(x + step) - function.applyAsDouble(x - step);
        double middle = function.applyAsDouble(x + 2 * step) - function.applyAsDouble(x - 2 * step);
        double far = function.applyAsDouble(x + 3 * step) - function.applyAsDouble(x - 3 * step);
        return (45 * near - 9 * middle + far) / (60 * step);
    }
}
