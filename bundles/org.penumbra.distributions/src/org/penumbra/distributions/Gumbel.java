package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GumbelDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The Gumbel distribution, of the largest of many draws: loc (the mode), scale. */
public final class Gumbel extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr scale = parameters.get(1);
        Expr minusZ = parameters.get(0).minus(x).over(scale);
        return minusZ.minus(minusZ.exp()).minus(scale.log());
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr z = x.minus(parameters.get(0)).over(parameters.get(1));
        return Optional.of(z.negate().exp().negate());
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr z = x.minus(parameters.get(0)).over(parameters.get(1));
        return Optional.of(StableForms.log1mExp(z.negate().exp().negate()));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        Expr exponent = Apply.of(Op.LOG_NORMAL_CDF, standard).negate();
        return Optional.of(parameters.get(0).minus(parameters.get(1).times(exponent.log())));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] - parameters[1] * Kernels.log(Exponential.standard(random));
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return GumbelDistribution.of(parameters[0], parameters[1]);
    }
}
