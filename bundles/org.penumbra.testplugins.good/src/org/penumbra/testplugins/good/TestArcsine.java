package org.penumbra.testplugins.good;

import java.util.List;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * The arcsine distribution on (low, high): where a Brownian path was last at 0. Johnson, Kotz and Balakrishnan (1995),
 * Continuous Univariate Distributions 2, section 25.
 */
public final class TestArcsine implements Distribution {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr low = parameters.get(0);
        Expr high = parameters.get(1);
        Expr inside = low.lessThan(x).and(x.lessThan(high));
        Expr value = x.minus(low).log().plus(high.minus(x).log()).times(-0.5).minus(StrictMath.log(Math.PI));
        return Expr.within(inside, value);
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return quantile(random.nextDouble(), parameters);
    }

    @Override
    public double mean(double[] parameters) {
        return (parameters[0] + parameters[1]) / 2;
    }

    @Override
    public double variance(double[] parameters) {
        double width = parameters[1] - parameters[0];
        return width * width / 8;
    }

    @Override
    public double cdf(double x, double[] parameters) {
        double share = Math.clamp((x - parameters[0]) / (parameters[1] - parameters[0]), 0.0, 1.0);
        return 2 / Math.PI * StrictMath.asin(StrictMath.sqrt(share));
    }

    @Override
    public double quantile(double p, double[] parameters) {
        double sine = StrictMath.sin(Math.PI * p / 2);
        return parameters[0] + (parameters[1] - parameters[0]) * sine * sine;
    }
}
