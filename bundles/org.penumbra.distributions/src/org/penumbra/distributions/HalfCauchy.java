package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The Cauchy distribution around 0, folded to the right: scale. */
public final class HalfCauchy implements Distribution {

    private static final double LOG_2 = 0.69314718055994530942;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr density = Cauchy.logDensity(x, Expr.of(0), parameters.get(0)).plus(LOG_2);
        return Expr.within(Expr.of(0).lessOrEqual(x), density);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr share = Apply.of(Op.ATAN, x.over(parameters.get(0))).times(2 / Math.PI);
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), share.log()));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr tail = Apply.of(Op.ATAN, parameters.get(0).over(x)).times(2 / Math.PI).log();
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), tail, Expr.of(0)));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        Expr tail = Apply.of(Op.TAN, Apply.of(Op.NORMAL_CDF, standard.abs().negate()).times(Math.PI / 2));
        Expr share = Expr.select(standard.lessThan(Expr.of(0)), tail, Expr.of(1).over(tail));
        return Optional.of(parameters.get(0).times(share));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] * Math.abs(Cauchy.standard(random));
    }

    @Override
    public double mean(double[] parameters) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double variance(double[] parameters) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return x <= 0 ? 0 : 2 * StrictMath.atan2(x, parameters[0]) / Math.PI;
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return p < 0.5 ? parameters[0] * StrictMath.tan(Math.PI / 2 * p)
                : parameters[0] / StrictMath.tan(Math.PI / 2 * (1 - p));
    }
}
