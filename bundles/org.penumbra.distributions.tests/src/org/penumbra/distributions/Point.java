package org.penumbra.distributions;

import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;

/** The log density and its slopes at one value and one choice of parameters. */
final class Point {

    private Point() {
    }

    static double at(Distribution distribution, double x, double... parameters) {
        return member(distribution, parameters).logDensity(x);
    }

    static double slope(Distribution distribution, int position, double x, double... parameters) {
        return slopeBy(Case.parameter(position), distribution, x, parameters);
    }

    static double slopeByX(Distribution distribution, double x, double... parameters) {
        return slopeBy(Case.x(), distribution, x, parameters);
    }

    private static double slopeBy(Expr variable, Distribution distribution, double x, double... parameters) {
        Expr expression = member(distribution, parameters).expression();
        return Case.evaluate(Gradient.of(expression, variable), x, parameters);
    }

    private static Case member(Distribution distribution, double... parameters) {
        return new Case(distribution, false, 0, 0, parameters);
    }
}
