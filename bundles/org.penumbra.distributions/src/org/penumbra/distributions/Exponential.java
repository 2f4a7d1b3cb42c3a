package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
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
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr below = parameters.get(0).times(x).negate().expm1().negate().log();
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), below));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), parameters.get(0).times(x).negate(), Expr.of(0)));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        return Optional.of(standard(standard).over(parameters.get(0)));
    }

    /** The draw with rate 1 that as little lies above as above a standard normal number. */
    static Expr standard(Expr normal) {
        return Apply.of(Op.LOG_NORMAL_CDF, normal.negate()).negate();
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
