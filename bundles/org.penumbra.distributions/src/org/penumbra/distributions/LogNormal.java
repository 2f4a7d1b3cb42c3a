package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The distribution of exp(y) for a normal y: loc, scale of y. */
public final class LogNormal extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr y = x.log();
        return Expr.within(Expr.of(0).lessThan(x), Normal.logDensity(y, parameters.get(0), parameters.get(1)).minus(y));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.within(Expr.of(0).lessThan(x),
                Normal.logCdf(x.log(), parameters.get(0), parameters.get(1))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.select(Expr.of(0).lessThan(x),
                Normal.logCdf(parameters.get(0), x.log(), parameters.get(1)), Expr.of(0)));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        return Optional.of(parameters.get(0).plus(parameters.get(1).times(standard)).exp());
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return Kernels.exp(parameters[0] + parameters[1] * random.nextGaussian());
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return LogNormalDistribution.of(parameters[0], parameters[1]);
    }
}
