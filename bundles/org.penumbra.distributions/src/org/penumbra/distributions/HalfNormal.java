package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.FoldedNormalDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The normal distribution around 0, folded to the right: scale. */
public final class HalfNormal extends ContinuousFamily {

    private static final double LOG_2 = 0.69314718055994530942;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr density = Normal.logDensity(x, Expr.of(0), parameters.get(0)).plus(LOG_2);
        return Expr.within(Expr.of(0).lessOrEqual(x), density);
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] * Math.abs(random.nextGaussian());
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return FoldedNormalDistribution.of(0, parameters[0]);
    }
}
