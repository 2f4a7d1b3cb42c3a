package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The Poisson distribution: rate, the mean, which may be 0. */
public final class Poisson extends CountFamily {

    /** Beyond this mean a rounded normal draw differs by less than 1e-5 in distribution function. */
    private static final double NORMAL_LIMIT = 1e9;

    static double draw(double rate, RandomStream random) {
        if (rate > NORMAL_LIMIT) {
            return Math.rint(rate + Math.sqrt(rate) * random.nextGaussian());
        }
        return rate > 0 ? PoissonSampler.of(random.generator(), rate).sample() : 0;
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr rate = parameters.get(0);
        return Expr.within(isCount(x), times(x, rate.log()).minus(rate).minus(logFactorial(x)));
    }

    /** By the incomplete gamma function (Abramowitz and Stegun 26.4.21). */
    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(logCdfOnCounts(x, Apply.of(Op.LOG_GAMMA_Q, floor(x).plus(1), parameters.get(0))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(logSurvivalOnCounts(x, Apply.of(Op.LOG_GAMMA_P, floor(x).plus(1), parameters.get(0))));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return draw(parameters[0], random);
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[0];
    }

    @Override
    public double variance(double[] parameters) {
        return parameters[0];
    }

    /** By the incomplete gamma function (Abramowitz and Stegun 26.4.21). */
    @Override
    public double cdf(double x, double[] parameters) {
        double k = Math.floor(x);
        return k < 0 ? 0 : k == Double.POSITIVE_INFINITY ? 1 : RegularizedGamma.Q.value(k + 1, parameters[0]);
    }
}
