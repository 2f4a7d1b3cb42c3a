package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.LaplaceDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The Laplace distribution, exponential on both sides: loc, scale. */
public final class Laplace extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr scale = parameters.get(1);
        return x.minus(parameters.get(0)).abs().over(scale).negate().minus(scale.times(2).log());
    }

    /** The difference of two exponential draws. */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] + parameters[1] * (Exponential.standard(random) - Exponential.standard(random));
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return LaplaceDistribution.of(parameters[0], parameters[1]);
    }
}
