package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * A Bernoulli variate made continuous (Maddison, Mnih, Teh 2017): 1 / (1 + exp(-y)) for a logistic y with location
 * logits / temperature and scale 1 / temperature; the log odds follow from the parameters.
 */
abstract class RelaxedBernoulli implements Distribution {

    /** The log odds of 1 as the temperature goes to 0. */
    abstract Expr logits(List<Expr> parameters);

    abstract double logits(double[] parameters);

    /** The standard logistic variate that x stands for. */
    private Expr standard(Expr x, List<Expr> parameters) {
        return parameters.get(0).times(StableForms.logit(x)).minus(logits(parameters));
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr z = standard(x, parameters);
        Expr density = parameters.get(0).log().plus(z).minus(z.softplus().times(2)).minus(x.log())
                .minus(x.negate().log1p());
        return Expr.within(Expr.of(0).lessThan(x).and(x.lessThan(Expr.of(1))), density);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(StableForms.logCdfOnUnit(x, standard(x, parameters).negate().softplus().negate()));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(StableForms.logSurvivalOnUnit(x, standard(x, parameters).softplus().negate()));
    }

    /** Open at both ends, although a low temperature draws numbers nearer to 1 than any double is. */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        double logistic = Kernels.log(Kernels.expm1(Exponential.standard(random)));
        return Math.clamp(value(logistic, parameters), Double.MIN_VALUE, Math.nextDown(1.0));
    }

    private double value(double logistic, double[] parameters) {
        return Kernels.expit((logits(parameters) + logistic) / parameters[0]);
    }

    /** No formula is known: NaN. */
    @Override
    public double mean(double[] parameters) {
        return Double.NaN;
    }

    /** No formula is known: NaN. */
    @Override
    public double variance(double[] parameters) {
        return Double.NaN;
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return x <= 0 ? 0 : x >= 1 ? 1
                : Kernels.expit(parameters[0] * (Kernels.log(x) - Kernels.log1p(-x)) - logits(parameters));
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return value(Kernels.log(p) - Kernels.log1p(-p), parameters);
    }
}
