package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The number of failures before the first success: what the two ways to give the probability of success share. */
abstract class Geometric extends CountFamily {

    /** log of the probability of failure in one trial. */
    abstract double logFailure(double[] parameters);

    /** The odds of failure in one trial. */
    abstract double odds(double[] parameters);

    /** log of the probability of failure in one trial. */
    abstract Expr logFailure(List<Expr> parameters);

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return logSurvival(x, parameters).map(above -> Expr.within(Expr.of(0).lessOrEqual(x),
                StableForms.log1mExp(above)));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(logSurvivalOnCounts(x, floor(x).plus(1).times(logFailure(parameters))));
    }

    /** An exponential draw in units of -log(1 - p), rounded down. */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        return Math.floor(Exponential.standard(random) / -logFailure(parameters));
    }

    @Override
    public double mean(double[] parameters) {
        return odds(parameters);
    }

    @Override
    public double variance(double[] parameters) {
        return odds(parameters) * (1 + odds(parameters));
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return x < 0 ? 0 : -Kernels.expm1((Math.floor(x) + 1) * logFailure(parameters));
    }
}
