package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The uniform distribution on an interval: low, high. */
public final class Uniform extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr low = parameters.get(0);
        Expr high = parameters.get(1);
        return Expr.within(low.lessOrEqual(x).and(x.lessOrEqual(high)), high.minus(low).log().negate());
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr low = parameters.get(0);
        return Optional.of(Expr.within(low.lessThan(x), logShare(x.minus(low), parameters)));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr high = parameters.get(1);
        return Optional.of(Expr.within(x.lessThan(high), logShare(high.minus(x), parameters)));
    }

    private static Expr logShare(Expr length, List<Expr> parameters) {
        Expr share = length.over(parameters.get(1).minus(parameters.get(0)));
        return Apply.of(Op.MIN, share, Expr.of(1)).log();
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        Expr low = parameters.get(0);
        return Optional.of(low.plus(parameters.get(1).minus(low).times(Logistic.standard(standard).expit())));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double u = random.nextDouble();
        return parameters[0] * (1 - u) + parameters[1] * u;
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return UniformContinuousDistribution.of(parameters[0], parameters[1]);
    }
}
