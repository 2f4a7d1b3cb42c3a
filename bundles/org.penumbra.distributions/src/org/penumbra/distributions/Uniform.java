package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The uniform distribution on an interval: low, high. */
public final class Uniform extends ContinuousFamily {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr low = parameters.get(0);
        Expr high = parameters.get(1);
        return Expr.within(low.lessOrEqual(x).and(x.lessOrEqual(high)), high.minus(low).log().negate());
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double u = random.nextDouble();
        return parameters[0] * (1 - u) + parameters[1] * u;
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return UniformContinuousDistribution.of(parameters[0], parameters[1]);
    }
}
