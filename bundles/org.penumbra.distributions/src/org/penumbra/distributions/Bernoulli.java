package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** One trial, 1 for success: what the two ways to give its probability share. */
abstract class Bernoulli implements Distribution {

    /** The probability of 1. */
    abstract double probability(double[] parameters);

    /** The probability of 0, exact where it is tiny. */
    abstract double complement(double[] parameters);

    /** log of the probability of 1. */
    abstract Expr logProbability(List<Expr> parameters);

    /** log of the probability of 0. */
    abstract Expr logComplement(List<Expr> parameters);

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr low = Expr.select(x.lessThan(Expr.of(1)), logComplement(parameters), Expr.of(0));
        return Optional.of(Expr.within(Expr.of(0).lessOrEqual(x), low));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr high = Expr.within(x.lessThan(Expr.of(1)), logProbability(parameters));
        return Optional.of(Expr.select(Expr.of(0).lessOrEqual(x), high, Expr.of(0)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return random.nextDouble() < probability(parameters) ? 1 : 0;
    }

    @Override
    public double mean(double[] parameters) {
        return probability(parameters);
    }

    @Override
    public double variance(double[] parameters) {
        return probability(parameters) * complement(parameters);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return x < 0 ? 0 : x < 1 ? complement(parameters) : 1;
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return p <= complement(parameters) ? 0 : 1;
    }
}
