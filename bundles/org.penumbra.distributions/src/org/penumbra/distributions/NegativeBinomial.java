package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/**
 * The number of successes before failure number n (any positive real), a Poisson variate whose rate has a gamma
 * distribution of concentration n: what the ways to give n and the probability of success share.
 */
abstract class NegativeBinomial extends CountFamily {

    /** The odds p / (1 - p) of success. */
    abstract double odds(double[] parameters);

    /** n: the first parameter, unless overridden. */
    double failures(double[] parameters) {
        return parameters[0];
    }

    /** log of Gamma(n + x) / (Gamma(n) x!), which is 1 / (x B(n, x)): the log-gammas of a large n would cancel. */
    static Expr logChoose(Expr n, Expr x) {
        return Expr.select(x.equalTo(Expr.of(0)), Expr.of(0), x.log().plus(n.logBeta(x)).negate());
    }

    /** The log odds of success. */
    abstract Expr logOdds(List<Expr> parameters);

    /** n: the first parameter, unless overridden. */
    Expr failures(List<Expr> parameters) {
        return parameters.get(0);
    }

    /** By the incomplete beta function (Abramowitz and Stegun 26.5.26). */
    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(logCdfOnCounts(x, Apply.of(Op.LOG_BETA_CDF, logOdds(parameters).negate(),
                failures(parameters), floor(x).plus(1))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(logSurvivalOnCounts(x, Apply.of(Op.LOG_BETA_CDF, logOdds(parameters), floor(x).plus(1),
                failures(parameters))));
    }

    /** A Poisson draw whose rate is a gamma draw. */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        return Poisson.draw(Gamma.standard(failures(parameters), random) * odds(parameters), random);
    }

    @Override
    public double mean(double[] parameters) {
        return failures(parameters) * odds(parameters);
    }

    @Override
    public double variance(double[] parameters) {
        return mean(parameters) * (1 + odds(parameters));
    }

    /** By the incomplete beta function (Abramowitz and Stegun 26.5.26), from the smaller of the two probabilities. */
    @Override
    public double cdf(double x, double[] parameters) {
        double k = Math.floor(x);
        double odds = odds(parameters);
        if (k < 0 || k == Double.POSITIVE_INFINITY) {
            return k < 0 ? 0 : 1;
        }
        return odds < 1 ? RegularizedBeta.complement(odds / (1 + odds), k + 1, failures(parameters))
                : RegularizedBeta.value(1 / (1 + odds), failures(parameters), k + 1);
    }
}
