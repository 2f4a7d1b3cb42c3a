package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The distribution of 1/y for a gamma distributed y: concentration, rate of y. */
public final class InverseGamma implements Distribution {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr concentration = parameters.get(0);
        Expr rate = parameters.get(1);
        Expr density = concentration.times(rate.log()).minus(concentration.logGamma())
                .minus(concentration.plus(1).times(x.log())).minus(rate.over(x));
        return Expr.within(Expr.of(0).lessThan(x), density);
    }

    private static Expr log(Op tail, Expr x, List<Expr> parameters) {
        return Apply.of(tail, parameters.get(0), parameters.get(1).over(x));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), log(Op.LOG_GAMMA_Q, x, parameters)));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), log(Op.LOG_GAMMA_P, x, parameters), Expr.of(0)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return Math.min(parameters[1] / Gamma.standard(parameters[0], random), Double.MAX_VALUE);
    }

    /** Finite for a concentration above 1. */
    @Override
    public double mean(double[] parameters) {
        double a = parameters[0];
        return a > 1 ? parameters[1] / (a - 1) : Double.POSITIVE_INFINITY;
    }

    /** Finite for a concentration above 2. */
    @Override
    public double variance(double[] parameters) {
        double a = parameters[0];
        double mean = mean(parameters);
        return a > 2 ? mean * mean / (a - 2) : Double.POSITIVE_INFINITY;
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return x <= 0 ? 0 : reciprocal(parameters).survivalProbability(1 / x);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return 1 / reciprocal(parameters).inverseSurvivalProbability(p);
    }

    private static GammaDistribution reciprocal(double[] parameters) {
        return GammaDistribution.of(parameters[0], 1 / parameters[1]);
    }
}
