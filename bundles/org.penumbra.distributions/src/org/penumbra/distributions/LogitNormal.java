package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.GaussLegendre;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;
import org.penumbra.math.SpecialFunctions;

/**
 * The distribution of expit(y) for a normal y, on the unit interval: loc, scale of y. A logistic normal distribution
 * (Aitchison and Shen 1980) of two shares, of which this is the first.
 */
public final class LogitNormal implements Distribution {

    /** Beyond it on both sides, in standard deviations, there is nothing that a double would show. */
    private static final double FARTHEST = 9;
    /** Beyond it on both sides expit is exp or 1; in between it is integrated in steps as smooth as a polynomial. */
    private static final double SATURATION = 40;
    private static final double STEP = 10;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr one = Expr.of(1);
        Expr logX = x.log();
        Expr logRest = x.negate().log1p();
        Expr density = Normal.logDensity(logX.minus(logRest), parameters.get(0), parameters.get(1)).minus(logX)
                .minus(logRest);
        return Expr.within(Expr.of(0).lessThan(x).and(x.lessThan(one)), density);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(StableForms.logCdfOnUnit(x, Normal.logCdf(StableForms.logit(x), parameters.get(0),
                parameters.get(1))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(StableForms.logSurvivalOnUnit(x, Normal.logCdf(parameters.get(0), StableForms.logit(x),
                parameters.get(1))));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        return Optional.of(parameters.get(0).plus(parameters.get(1).times(standard)).expit());
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double draw = Kernels.expit(parameters[0] + parameters[1] * random.nextGaussian());
        return Math.clamp(draw, Double.MIN_VALUE, Math.nextDown(1.0));
    }

    /** By quadrature; there is no formula. */
    @Override
    public double mean(double[] parameters) {
        return expectation(x -> x, parameters);
    }

    @Override
    public double variance(double[] parameters) {
        double mean = mean(parameters);
        return expectation(x -> (x - mean) * (x - mean), parameters);
    }

    private static double expectation(DoubleUnaryOperator f, double[] parameters) {
        double sum = 0;
        double from = -FARTHEST;
        for (double y = -SATURATION; y <= SATURATION; y += STEP) {
            double to = Math.clamp((y - parameters[0]) / parameters[1], from, FARTHEST);
            sum += part(f, from, to, parameters);
            from = to;
        }
        return sum + part(f, from, FARTHEST, parameters);
    }

    private static double part(DoubleUnaryOperator f, double from, double to, double[] parameters) {
        return from == to ? 0 : GaussLegendre.integrate(z -> {
            double value = f.applyAsDouble(Kernels.expit(parameters[0] + parameters[1] * z));
            return value * Kernels.exp(-0.5 * z * z - Normal.LOG_SQRT_2_PI);
        }, from, to);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double y = Kernels.log(x) - Kernels.log1p(-x);
        return Kernels.normalCdf((y - parameters[0]) / parameters[1]);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return Kernels.expit(parameters[0] + parameters[1] * SpecialFunctions.normalQuantile(p));
    }
}
