package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * The distribution of Kumaraswamy (1980) on the unit interval, close to a beta distribution but with a distribution
 * function in closed form, 1 - (1 - x^a)^b: concentration1 a, concentration0 b.
 */
public final class Kumaraswamy implements Distribution {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr a = parameters.get(0);
        Expr b = parameters.get(1);
        Expr one = Expr.of(1);
        Expr density = a.log().plus(b.log()).plus(StableForms.power(a.minus(1), x, x.log()))
                .plus(StableForms.power(b.minus(1), one.minus(x), StableForms.log1mExp(a.times(x.log()))));
        return Expr.within(Expr.of(0).lessOrEqual(x).and(x.lessOrEqual(one)), density);
    }

    /** b log(1 - x^a). */
    private static Expr logAbove(Expr x, List<Expr> parameters) {
        return parameters.get(1).times(StableForms.log1mExp(parameters.get(0).times(x.log())));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(StableForms.logCdfOnUnit(x, StableForms.log1mExp(logAbove(x, parameters))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(StableForms.logSurvivalOnUnit(x, logAbove(x, parameters)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return Math.clamp(reached(Exponential.standard(random), parameters), Double.MIN_VALUE, Math.nextDown(1.0));
    }

    /** The value beyond which a probability of exp(-exponent) lies. */
    private static double reached(double exponent, double[] parameters) {
        return Kernels.exp(StableForms.log1mExp(-exponent / parameters[1]) / parameters[0]);
    }

    @Override
    public double mean(double[] parameters) {
        return Kernels.exp(logMoment(1, parameters));
    }

    @Override
    public double variance(double[] parameters) {
        double logMean = logMoment(1, parameters);
        return Kernels.exp(2 * logMean) * Kernels.expm1(logMoment(2, parameters) - 2 * logMean);
    }

    /** log of the expectation of x^order, which is b B(1 + order / a, b). */
    private static double logMoment(int order, double[] parameters) {
        double b = parameters[1];
        return Kernels.log(b) + Kernels.logBeta(1 + order / parameters[0], b);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return x <= 0 ? 0 : x >= 1 ? 1
                : -Kernels.expm1(parameters[1] * StableForms.log1mExp(parameters[0] * Kernels.log(x)));
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return reached(-Kernels.log1p(-p), parameters);
    }
}
