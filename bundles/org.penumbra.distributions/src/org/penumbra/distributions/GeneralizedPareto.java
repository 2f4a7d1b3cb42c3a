package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * The generalised Pareto distribution of exceedances: loc, scale, concentration k. It is Pareto for k > 0, exponential
 * for k = 0, and bounded above by loc - scale / k for k < 0.
 *
 * <p>As the sign of k is not known before a model runs, the registered support is all of [loc, infinity); above the
 * bound the density is 0, the bound itself included (for k = -1 it is not 0 there, for k < -1 infinite).
 */
public final class GeneralizedPareto implements Distribution {

    /** The largest part of the way to the bound that a draw goes: rounding must not carry it there. */
    private static final double FARTHEST = 1 - 1e-15;

    /** With t = k z: -log(1 + t) - log(1 + t) / k, where the last term is z times a ratio that is smooth at k = 0. */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr scale = parameters.get(1);
        Expr z = x.minus(parameters.get(0)).over(scale);
        Expr t = parameters.get(2).times(z);
        Expr density = t.log1p().plus(z.times(StableForms.log1pRatio(t))).plus(scale.log()).negate();
        return Expr.within(Expr.of(0).lessOrEqual(z).and(Expr.of(-1).lessThan(t)), density);
    }

    /** log of the mass above x; minus infinity beyond an upper bound, 0 below loc. */
    private static Expr logAbove(Expr x, List<Expr> parameters) {
        Expr z = x.minus(parameters.get(0)).over(parameters.get(1));
        Expr t = parameters.get(2).times(z);
        Expr inside = Expr.within(Expr.of(-1).lessThan(t), z.times(StableForms.log1pRatio(t)).negate());
        return Expr.select(Expr.of(0).lessThan(z), inside, Expr.of(0));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.within(parameters.get(0).lessThan(x),
                StableForms.log1mExp(logAbove(x, parameters))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(logAbove(x, parameters));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double z = reached(Exponential.standard(random), parameters[2]);
        double farthest = parameters[2] < 0 ? FARTHEST / -parameters[2] : Double.MAX_VALUE;
        return Math.min(parameters[0] + parameters[1] * Math.min(z, farthest), Double.MAX_VALUE);
    }

    /** The standardised value beyond which a probability of exp(-exponent) lies. */
    private static double reached(double exponent, double k) {
        return k == 0 ? exponent : Kernels.expm1(k * exponent) / k;
    }

    /** Finite for a concentration below 1. */
    @Override
    public double mean(double[] parameters) {
        double k = parameters[2];
        return k < 1 ? parameters[0] + parameters[1] / (1 - k) : Double.POSITIVE_INFINITY;
    }

    /** Finite for a concentration below 1/2. */
    @Override
    public double variance(double[] parameters) {
        double k = parameters[2];
        double sd = parameters[1] / (1 - k);
        return k < 0.5 ? sd * sd / (1 - 2 * k) : Double.POSITIVE_INFINITY;
    }

    @Override
    public double cdf(double x, double[] parameters) {
        double z = (x - parameters[0]) / parameters[1];
        double t = parameters[2] * z;
        return z <= 0 ? 0 : t <= -1 ? 1 : -Kernels.expm1(-z * StableForms.log1pRatio(t));
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return parameters[0] + parameters[1] * reached(-Kernels.log1p(-p), parameters[2]);
    }
}
