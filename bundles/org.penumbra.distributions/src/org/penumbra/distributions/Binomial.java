package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The number of successes in totalCount trials: what the two ways to give the probability share. */
abstract class Binomial extends CountFamily {

    /** The probability of success in one trial. */
    abstract double probability(double[] parameters);

    /** The probability of failure in one trial, exact where it is tiny. */
    abstract double complement(double[] parameters);

    /** log of n over x. */
    static Expr logChoose(Expr n, Expr x) {
        return logFactorial(n).minus(logFactorial(x)).minus(logFactorial(n.minus(x)));
    }

    static Expr within(Expr x, Expr n, Expr density) {
        return Expr.within(isCount(x).and(x.lessOrEqual(n)), density);
    }

    /** The log odds of success in one trial. */
    abstract Expr logOdds(List<Expr> parameters);

    /** By the incomplete beta function (Abramowitz and Stegun 26.5.24, for the failures). */
    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr k = floor(x);
        Expr n = parameters.get(0);
        Expr inside = Apply.of(Op.LOG_BETA_CDF, logOdds(parameters).negate(), n.minus(k), k.plus(1));
        return Optional.of(logCdfOnCounts(x, Expr.select(k.lessThan(n), inside, Expr.of(0))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr k = floor(x);
        Expr n = parameters.get(0);
        Expr inside = Apply.of(Op.LOG_BETA_CDF, logOdds(parameters), k.plus(1), n.minus(k));
        return Optional.of(logSurvivalOnCounts(x, Expr.within(k.lessThan(n), inside)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return random.nextBinomial(parameters[0], probability(parameters));
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[0] * probability(parameters);
    }

    @Override
    public double variance(double[] parameters) {
        return mean(parameters) * complement(parameters);
    }

    /** By the incomplete beta function (Abramowitz and Stegun 26.5.24, for the failures). */
    @Override
    public double cdf(double x, double[] parameters) {
        double k = Math.floor(x);
        double n = parameters[0];
        return k < 0 ? 0 : k >= n ? 1 : RegularizedBeta.value(complement(parameters), n - k, k + 1);
    }
}
