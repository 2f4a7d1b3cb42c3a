package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The beta distribution on the unit interval: concentration1 (at 1), concentration0 (at 0). */
public final class Beta extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr one = parameters.get(0);
        Expr zero = parameters.get(1);
        Expr density = StableForms.power(one.minus(1), x, x.log())
                .plus(StableForms.power(zero.minus(1), Expr.of(1).minus(x), x.negate().log1p()))
                .minus(one.logBeta(zero));
        return Expr.within(Expr.of(0).lessOrEqual(x).and(x.lessOrEqual(Expr.of(1))), density);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(StableForms.logCdfOnUnit(x, Apply.of(Op.LOG_BETA_CDF, StableForms.logit(x),
                parameters.get(0), parameters.get(1))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(StableForms.logSurvivalOnUnit(x, Apply.of(Op.LOG_BETA_CDF, StableForms.logit(x).negate(),
                parameters.get(1), parameters.get(0))));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return ChengBetaSampler.of(random.generator(), parameters[0], parameters[1]).sample();
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return BetaDistribution.of(parameters[0], parameters[1]);
    }
}
