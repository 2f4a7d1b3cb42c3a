package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.sampling.distribution.TSampler;
import org.apache.commons.statistics.distribution.TDistribution;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** Student's t distribution, shifted and scaled: df, loc, scale. */
public final class StudentT implements Distribution {

    static Expr logDensity(Expr x, Expr df, Expr loc, Expr scale) {
        Expr z = x.minus(loc).over(scale);
        Expr normaliser = df.times(0.5).logBeta(Expr.of(0.5)).plus(df.log().times(0.5)).plus(scale.log());
        return df.plus(1).times(-0.5).times(z.square().over(df).log1p()).minus(normaliser);
    }

    /** A draw with loc 0 and scale 1. */
    static double standard(double df, RandomStream random) {
        return TSampler.of(random.generator(), df).sample();
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return logDensity(x, parameters.get(0), parameters.get(1), parameters.get(2));
    }

    /** log of the standard distribution function. */
    static Expr logCdf(Expr z, Expr df) {
        return Apply.of(Op.LOG_STUDENT_CDF, z, df);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(logCdf(x.minus(parameters.get(1)).over(parameters.get(2)), parameters.get(0)));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(logCdf(parameters.get(1).minus(x).over(parameters.get(2)), parameters.get(0)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[1] + parameters[2] * standard(parameters[0], random);
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
