package org.penumbra.distributions;

import java.util.List;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The improper prior with density 1 everywhere; no parameters. */
public final class Flat implements Distribution {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return Expr.of(0);
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        throw new UnsupportedOperationException("Flat() is improper: nothing can be drawn from it");
    }

    @Override
    public double mean(double[] parameters) {
        return Double.NaN;
    }

    @Override
    public double variance(double[] parameters) {
        return Double.NaN;
    }
}
