package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.statistics.distribution.CauchyDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The Cauchy distribution: loc, scale. It has no mean. */
public final class Cauchy extends ContinuousFamily {

    private static final double LOG_PI = 1.1447298858494001741;

    static Expr logDensity(Expr x, Expr loc, Expr scale) {
        Expr z = x.minus(loc).over(scale);
        return z.square().log1p().negate().minus(scale.log()).minus(LOG_PI);
    }

    /** The standard distribution by its quantile function. */
    static double standard(RandomStream random) {
        return StrictMath.tan(Math.PI * (random.nextDouble() - 0.5));
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return logDensity(x, parameters.get(0), parameters.get(1));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] + parameters[1] * standard(random);
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return CauchyDistribution.of(parameters[0], parameters[1]);
    }
}
