package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.FoldedNormalDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The normal distribution around 0, folded to the right: scale. */
public final class HalfNormal extends ContinuousFamily {

    private static final double LOG_2 = 0.69314718055994530942;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr density = Normal.logDensity(x, Expr.of(0), parameters.get(0)).plus(LOG_2);
        return Expr.within(Expr.of(0).lessOrEqual(x), density);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr z = x.over(parameters.get(0)).times(Math.sqrt(0.5));
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), Apply.of(Op.ERF, z).log()));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr tail = Normal.logCdf(x.negate(), Expr.of(0), parameters.get(0)).plus(LOG_2);
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), tail, Expr.of(0)));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        return Optional.of(parameters.get(0).times(standard.abs()));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] * Math.abs(random.nextGaussian());
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return FoldedNormalDistribution.of(0, parameters[0]);
    }
}
