package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The Weibull distribution: scale, concentration (shape). */
public final class Weibull extends ContinuousFamily {

    /** With u = log((x / scale)^concentration), so that nothing overflows but exp(u) itself. */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr concentration = parameters.get(1);
        Expr u = concentration.times(x.log().minus(parameters.get(0).log()));
        return Expr.within(Expr.of(0).lessThan(x), concentration.log().plus(u).minus(x.log()).minus(u.exp()));
    }

    /** -(x / scale)^concentration. */
    private static Expr logAbove(Expr x, List<Expr> parameters) {
        return parameters.get(1).times(x.log().minus(parameters.get(0).log())).exp().negate();
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), StableForms.log1mExp(logAbove(x, parameters))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), logAbove(x, parameters), Expr.of(0)));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        Expr exponent = Exponential.standard(standard).log();
        return Optional.of(parameters.get(0).log().plus(exponent.over(parameters.get(1))).exp());
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double power = Kernels.exp(Kernels.log(Exponential.standard(random)) / parameters[1]);
        return Math.clamp(parameters[0] * power, Double.MIN_VALUE, Double.MAX_VALUE);
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return WeibullDistribution.of(parameters[1], parameters[0]);
    }
}
