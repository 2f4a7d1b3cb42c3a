package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.LogisticDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The logistic distribution: loc, scale. */
public final class Logistic extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr scale = parameters.get(1);
        Expr z = x.minus(parameters.get(0)).over(scale);
        return z.minus(z.softplus().times(2)).minus(scale.log());
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr z = x.minus(parameters.get(0)).over(parameters.get(1));
        return Optional.of(z.negate().softplus().negate());
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr z = x.minus(parameters.get(0)).over(parameters.get(1));
        return Optional.of(z.softplus().negate());
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        return Optional.of(parameters.get(0).plus(parameters.get(1).times(standard(standard))));
    }

    /** The log odds of the probability below a standard normal number: a draw with loc 0 and scale 1. */
    static Expr standard(Expr normal) {
        return Apply.of(Op.LOG_NORMAL_CDF, normal).minus(Apply.of(Op.LOG_NORMAL_CDF, normal.negate()));
    }

    /** log(exp(E) - 1) of an exponential draw: its distribution function is that of E at softplus. */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] + parameters[1] * Kernels.log(Kernels.expm1(Exponential.standard(random)));
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return LogisticDistribution.of(parameters[0], parameters[1]);
    }
}
