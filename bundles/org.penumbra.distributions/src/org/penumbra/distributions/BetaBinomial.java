package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * The number of successes in totalCount trials whose probability has a beta distribution: concentration1 a (of
 * successes), concentration0 b (of failures), totalCount n.
 */
public final class BetaBinomial extends CountFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr a = parameters.get(0);
        Expr b = parameters.get(1);
        Expr n = parameters.get(2);
        Expr failures = n.minus(x);
        Expr density = Binomial.logChoose(n, x).plus(logRising(a, x)).plus(logRising(b, failures))
                .minus(logRising(a.plus(b), n));
        return Binomial.within(x, n, density);
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double probability = ChengBetaSampler.of(random.generator(), parameters[0], parameters[1]).sample();
        return random.nextBinomial(parameters[2], probability);
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[2] * parameters[0] / (parameters[0] + parameters[1]);
    }

    @Override
    public double variance(double[] parameters) {
        double total = parameters[0] + parameters[1];
        return mean(parameters) * parameters[1] / total * (total + parameters[2]) / (total + 1);
    }

    /** The sum of the masses on the side of the mean that x lies on, by the ratio of each to the next one. */
    @Override
    public double cdf(double x, double[] parameters) {
        double k = Math.floor(x);
        double n = parameters[2];
        if (k < 0 || k >= n) {
            return k < 0 ? 0 : 1;
        }
        return k < mean(parameters) ? upTo(k, parameters[0], parameters[1], n)
                : 1 - upTo(n - k - 1, parameters[1], parameters[0], n);
    }

    private static double upTo(double last, double a, double b, double n) {
        double mass = Kernels.exp(logMass(last, a, b, n));
        double sum = 0;
        for (double k = last; k >= 0; k--) {
            sum += mass;
            mass *= k * (b + n - k) / ((n - k + 1) * (a + k - 1));
        }
        return sum;
    }

    private static double logMass(double k, double a, double b, double n) {
        double choose = -Kernels.logBeta(n - k + 1, k + 1) - Kernels.log(n + 1);
        return choose + logRising(a, k) + logRising(b, n - k) - logRising(a + b, n);
    }

    private static double logRising(double a, double count) {
        return count == 0 ? 0 : Kernels.logGamma(count) - Kernels.logBeta(a, count);
    }
}
