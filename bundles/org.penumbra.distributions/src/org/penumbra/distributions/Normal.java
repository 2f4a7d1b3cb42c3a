package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The normal distribution: loc, scale. */
public final class Normal extends ContinuousFamily {

    static final double LOG_SQRT_2_PI = 0.9189385332046727418;

    /** log density of the standard normal distribution at (x - loc) / scale, and the Jacobian of that. */
    static Expr logDensity(Expr x, Expr loc, Expr scale) {
        Expr z = x.minus(loc).over(scale);
        return z.square().times(-0.5).minus(scale.log()).minus(LOG_SQRT_2_PI);
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return logDensity(x, parameters.get(0), parameters.get(1));
    }

    /** log of the standard distribution function at (x - loc) / scale. */
    static Expr logCdf(Expr x, Expr loc, Expr scale) {
        return Apply.of(Op.LOG_NORMAL_CDF, x.minus(loc).over(scale));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(logCdf(x, parameters.get(0), parameters.get(1)));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(logCdf(parameters.get(0), x, parameters.get(1)));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        return Optional.of(parameters.get(0).plus(parameters.get(1).times(standard)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] + parameters[1] * random.nextGaussian();
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return NormalDistribution.of(parameters[0], parameters[1]);
    }
}
