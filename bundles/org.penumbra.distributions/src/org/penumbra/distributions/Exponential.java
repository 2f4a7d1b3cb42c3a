package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The exponential distribution: rate. */
public final class Exponential extends ContinuousFamily {

    /** A draw with rate 1; positive. */
    static double standard(RandomStream random) {
        return Math.max(ZigguratSampler.Exponential.of(random.generator()).sample(), Double.MIN_VALUE);
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr rate = parameters.get(0);
        return Expr.within(Expr.of(0).lessOrEqual(x), rate.log().minus(rate.times(x)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return standard(random) / parameters[0];
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return ExponentialDistribution.of(1 / parameters[0]);
    }
}
