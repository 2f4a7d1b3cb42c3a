package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.LaplaceDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The Laplace distribution, exponential on both sides: loc, scale. */
public final class Laplace extends ContinuousFamily {

    private static final double LOG_2 = 0.69314718055994530942;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr scale = parameters.get(1);
        return x.minus(parameters.get(0)).abs().over(scale).negate().minus(scale.times(2).log());
    }

    /** log of the standard distribution function. */
    private static Expr logCdf(Expr z) {
        return Expr.select(z.lessThan(Expr.of(0)), z.minus(LOG_2), z.negate().exp().times(-0.5).log1p());
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(logCdf(x.minus(parameters.get(0)).over(parameters.get(1))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(logCdf(parameters.get(0).minus(x).over(parameters.get(1))));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        Expr tail = Apply.of(Op.LOG_NORMAL_CDF, standard.abs().negate()).plus(LOG_2);
        return Optional.of(parameters.get(0)
                .minus(parameters.get(1).times(Apply.of(Op.SIGN, standard).times(tail))));
    }

    /** The difference of two exponential draws. */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] + parameters[1] * (Exponential.standard(random) - Exponential.standard(random));
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return LaplaceDistribution.of(parameters[0], parameters[1]);
    }
}
