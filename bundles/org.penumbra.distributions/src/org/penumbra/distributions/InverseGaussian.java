package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.numbers.gamma.Erfcx;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The inverse Gaussian (Wald) distribution: loc (the mean), concentration (lambda; the variance is loc^3 / lambda). */
public final class InverseGaussian implements Distribution {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr loc = parameters.get(0);
        Expr concentration = parameters.get(1);
        Expr deviation = x.minus(loc).over(loc).square().times(concentration).over(x);
        Expr density = concentration.log().minus(x.log().times(3)).minus(deviation).times(0.5)
                .minus(Normal.LOG_SQRT_2_PI);
        return Expr.within(Expr.of(0).lessThan(x), density);
    }

    /**
     * The square of a normal draw is the deviation above for two values whose product is loc^2; the smaller one is
     * taken with the probability that belongs to it (Michael, Schucany and Haas 1976).
     */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        double loc = parameters[0];
        double normal = random.nextGaussian();
        double w = 0.5 * normal * normal * loc / parameters[1];
        double ratio = 1 + w + Math.sqrt(w * (2 + w));
        boolean smaller = random.nextDouble() * (1 + 1 / ratio) <= 1;
        return Math.clamp(smaller ? loc / ratio : loc * ratio, Double.MIN_VALUE, Double.MAX_VALUE);
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[0];
    }

    @Override
    public double variance(double[] parameters) {
        double loc = parameters[0];
        return loc * loc * (loc / parameters[1]);
    }

    /** Phi(a) + exp(2 lambda / loc) Phi(-b), where b^2 = a^2 + 4 lambda / loc: the exponentials merge into one. */
    @Override
    public double cdf(double x, double[] parameters) {
        if (x <= 0) {
            return 0;
        }
        double ratio = x / parameters[0];
        double root = Math.sqrt(parameters[1] / x);
        double a = root * (ratio - 1);
        double b = root * (ratio + 1);
        double second = b < Double.POSITIVE_INFINITY
                ? 0.5 * Erfcx.value(b / Math.sqrt(2)) * Kernels.exp(-0.5 * a * a) : 0;
        return x == Double.POSITIVE_INFINITY ? 1 : Math.min(Kernels.normalCdf(a) + second, 1);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return Bisection.positiveQuantile(x -> cdf(x, parameters), p, parameters[0]);
    }
}
