package org.penumbra.distributions;

import java.util.List;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The Weibull distribution: scale, concentration (shape). */
public final class Weibull extends ContinuousFamily {

    /** With u = log((x / scale)^concentration), so that nothing overflows but exp(u) itself. */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr concentration = parameters.get(1);
        Expr u = concentration.times(x.log().minus(parameters.get(0).log()));
        return Expr.within(Expr.of(0).lessThan(x), concentration.log().plus(u).minus(x.log()).minus(u.exp()));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double power = Kernels.exp(Kernels.log(Exponential.standard(random)) / parameters[1]);
        return Math.clamp(parameters[0] * power, Double.MIN_VALUE, Double.MAX_VALUE);
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return WeibullDistribution.of(parameters[1], parameters[0]);
    }
}
