package org.penumbra.compiler.lower;

import java.util.List;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * A distribution of categories whose density reaches the one element of its vector that it needs by a subscript.
 * For analysis only: it is never drawn from.
 */
record ChosenElement(Distribution inner, ArrayExpr vector) implements Distribution {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return inner.logDensityByElement(x, vector).orElseThrow();
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        throw new UnsupportedOperationException("a density that is analysed is not drawn from");
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
