package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The chi-squared distribution, a gamma distribution with concentration df / 2 and rate 1/2: df. */
public final class Chi2 extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return Gamma.logDensity(x, parameters.get(0).times(0.5), Expr.of(0.5));
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
