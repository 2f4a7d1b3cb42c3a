package org.penumbra.compiler.lower;

import java.util.List;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * A discrete distribution whose draws keep to the values that its site can take: what a declared type cuts is drawn
 * again. Everything else is that of the distribution.
 *
 * @param low smallest value
 * @param high largest value
 */
record WithinSupport(Distribution inner, int low, int high) implements Distribution {

    /** A type that leaves less than a hundred-thousandth of the distribution is not met by drawing. */
    private static final int MOST_TRIES = 100_000;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return inner.logDensity(x, parameters);
    }

    /** @throws UnsupportedOperationException when no draw was within the bounds */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            double drawn = inner.sample(parameters, random);
            if (drawn >= low && drawn <= high) {
                return drawn;
            }
        }
        throw new UnsupportedOperationException("no draw in " + MOST_TRIES + " was within " + low + ".." + high);
    }

    @Override
    public double mean(double[] parameters) {
        return inner.mean(parameters);
    }

    @Override
    public double variance(double[] parameters) {
        return inner.variance(parameters);
    }
}
