package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The Cauchy distribution: loc, scale. It has no mean. */
public final class Cauchy implements Distribution {

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

    /** log of the standard distribution function; by the angle, which is small and exact in the lower tail. */
    static Expr logCdf(Expr z) {
        Expr tail = Apply.of(Op.ATAN, Expr.of(-1).over(z));
        Expr angle = Apply.of(Op.ATAN, z).plus(Math.PI / 2);
        return Expr.select(z.lessThan(Expr.of(-1)), tail, angle).log().minus(LOG_PI);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(logCdf(x.minus(parameters.get(0)).over(parameters.get(1))));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(logCdf(parameters.get(0).minus(x).over(parameters.get(1))));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        Expr tail = Apply.of(Op.TAN, Apply.of(Op.NORMAL_CDF, standard.abs().negate()).times(Math.PI));
        return Optional.of(parameters.get(0).plus(parameters.get(1).times(Apply.of(Op.SIGN, standard).over(tail))));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0] + parameters[1] * standard(random);
    }

    @Override
    public double mean(double[] parameters) {
        return Double.NaN;
    }

    @Override
    public double variance(double[] parameters) {
        return Double.NaN;
    }

    /** By the angle, which is small and exact in the lower tail. */
    @Override
    public double cdf(double x, double[] parameters) {
        return StrictMath.atan2(parameters[1], parameters[0] - x) / Math.PI;
    }

    @Override
    public double quantile(double p, double[] parameters) {
        double below = parameters[1] / StrictMath.tan(Math.PI * Math.min(p, 1 - p));
        return p < 0.5 ? parameters[0] - below : parameters[0] + below;
    }
}
