package org.penumbra.distributions;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * The number of successes before failure number total_count (any positive real): what the two ways to give the
 * probability of success share.
 */
abstract class NegativeBinomial extends CountFamily {

    /** The odds p / (1 - p) of success. */
    abstract double odds(double[] parameters);

    /** log of Gamma(n + x) / (Gamma(n) x!). */
    static Expr logChoose(Expr n, Expr x) {
        return n.plus(x).logGamma().minus(n.logGamma()).minus(logFactorial(x));
    }

    /** A Poisson draw whose rate is a gamma draw. */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        return Poisson.draw(Gamma.standard(parameters[0], random) * odds(parameters), random);
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[0] * odds(parameters);
    }

    @Override
    public double variance(double[] parameters) {
        return mean(parameters) * (1 + odds(parameters));
    }

    /** By the incomplete beta function (Abramowitz and Stegun 26.5.26). */
    @Override
    public double cdf(double x, double[] parameters) {
        double k = Math.floor(x);
        double odds = odds(parameters);
        return k < 0 ? 0 : k == Double.POSITIVE_INFINITY ? 1
                : RegularizedBeta.value(1 / (1 + odds), parameters[0], k + 1);
    }
}
