package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The chi-squared distribution, a gamma distribution with concentration df / 2 and rate 1/2: df. */
public final class Chi2 extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return Gamma.logDensity(x, parameters.get(0).times(0.5), Expr.of(0.5));
    }

    private static Expr log(Op tail, Expr x, List<Expr> parameters) {
        return Apply.of(tail, parameters.get(0).times(0.5), x.times(0.5));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), log(Op.LOG_GAMMA_P, x, parameters)));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), log(Op.LOG_GAMMA_Q, x, parameters), Expr.of(0)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return 2 * Gamma.standard(parameters[0] / 2, random);
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return ChiSquaredDistribution.of(parameters[0]);
    }
}
