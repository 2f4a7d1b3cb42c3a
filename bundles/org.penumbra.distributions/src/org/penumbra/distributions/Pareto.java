package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ParetoDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The Pareto distribution on [scale, infinity): scale, alpha (the exponent of the tail). */
public final class Pareto extends ContinuousFamily {

    /** log(x / scale) from the distance to the bound, which is exact next to it. */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr scale = parameters.get(0);
        Expr alpha = parameters.get(1);
        Expr logRatio = x.minus(scale).over(scale).log1p();
        return Expr.within(scale.lessOrEqual(x), alpha.log().minus(alpha.times(logRatio)).minus(x.log()));
    }

    private static Expr logAbove(Expr x, List<Expr> parameters) {
        Expr scale = parameters.get(0);
        return parameters.get(1).times(x.minus(scale).over(scale).log1p()).negate();
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.within(parameters.get(0).lessThan(x), StableForms.log1mExp(logAbove(x, parameters))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.select(parameters.get(0).lessThan(x), logAbove(x, parameters), Expr.of(0)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double ratio = Kernels.exp(Exponential.standard(random) / parameters[1]);
        return Math.min(parameters[0] * ratio, Double.MAX_VALUE);
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return ParetoDistribution.of(parameters[0], parameters[1]);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        double scale = parameters[0];
        return x <= scale ? 0 : -Kernels.expm1(-parameters[1] * Kernels.log1p((x - scale) / scale));
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return parameters[0] * Kernels.exp(-Kernels.log1p(-p) / parameters[1]);
    }
}
