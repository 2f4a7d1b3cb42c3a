package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.TSampler;
import org.apache.commons.statistics.distribution.TDistribution;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** Student's t distribution, shifted and scaled: df, loc, scale. */
public final class StudentT implements Distribution {

    private static final double HALF_LOG_PI = 0.57236494292470008707;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr df = parameters.get(0);
        Expr scale = parameters.get(2);
        Expr z = x.minus(parameters.get(1)).over(scale);
        Expr half = df.plus(1).times(0.5);
        Expr normaliser = half.logGamma().minus(df.times(0.5).logGamma()).minus(df.log().times(0.5))
                .minus(HALF_LOG_PI).minus(scale.log());
        return normaliser.minus(half.times(z.square().over(df).log1p()));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[1] + parameters[2] * TSampler.of(random.generator(), parameters[0]).sample();
    }

    /** Exists for df above 1. */
    @Override
    public double mean(double[] parameters) {
        return parameters[1] + TDistribution.of(parameters[0]).getMean();
    }

    /** Exists for df above 1, and is finite for df above 2. */
    @Override
    public double variance(double[] parameters) {
        return parameters[2] * parameters[2] * TDistribution.of(parameters[0]).getVariance();
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return TDistribution.of(parameters[0]).cumulativeProbability((x - parameters[1]) / parameters[2]);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return parameters[1] + parameters[2] * TDistribution.of(parameters[0]).inverseCumulativeProbability(p);
    }
}
