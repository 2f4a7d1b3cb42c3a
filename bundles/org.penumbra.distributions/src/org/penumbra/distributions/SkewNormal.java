package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.GaussLegendre;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The skew normal distribution (Azzalini 1985): loc, scale, skewness a, where 0 is normal. */
public final class SkewNormal implements Distribution {

    private static final double LOG_2 = 0.69314718055994530942;
    /** Where the density is smaller by e^-40, its tail adds nothing any more. */
    private static final double NEGLIGIBLE = 40;
    /** No double is larger than a probability beyond this many standard deviations. */
    private static final double FARTHEST = 40;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr scale = parameters.get(1);
        Expr z = x.minus(parameters.get(0)).over(scale);
        Expr skewed = Apply.of(Op.LOG_NORMAL_CDF, parameters.get(2).times(z));
        return Normal.logDensity(x, parameters.get(0), scale).plus(skewed).plus(LOG_2);
    }

    /** d |u| + sqrt(1 - d^2) v for standard normal u and v, with d as below (Azzalini 1985). */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        double folded = Math.abs(random.nextGaussian());
        double a = parameters[2];
        return parameters[0] + parameters[1] * (a * folded + random.nextGaussian()) / Math.sqrt(1 + a * a);
    }

    @Override
    public int noise() {
        return 2;
    }

    /** The same with gradients to follow, which the fold does not stand in the way of: it has no parameter. */
    @Override
    public Optional<ArrayExpr> draws(List<ArrayExpr> standard, List<ArrayExpr> parameters) {
        ArrayExpr skewness = parameters.get(2);
        ArrayExpr unit = standard.getFirst().map(Expr::abs).times(skewness).plus(standard.get(1))
                .zip(skewness.map(a -> a.square().plus(1).sqrt()), Expr::over);
        return Optional.of(unit.times(parameters.get(1)).plus(parameters.get(0)));
    }

    /** d = a / sqrt(1 + a^2), the correlation with the normal variate that is folded. */
    private static double correlation(double[] parameters) {
        return parameters[2] / Math.sqrt(1 + parameters[2] * parameters[2]);
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[0] + parameters[1] * correlation(parameters) * Math.sqrt(2 / Math.PI);
    }

    @Override
    public double variance(double[] parameters) {
        double d = correlation(parameters);
        return parameters[1] * parameters[1] * (1 - 2 / Math.PI * d * d);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return standard((x - parameters[0]) / parameters[1], parameters[2]);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        double z = Bisection.quantile(t -> standard(t, parameters[2]), p, -FARTHEST, FARTHEST);
        return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY
                : parameters[0] + parameters[1] * z;
    }

    /** The distribution function from the light tail alone: F(z; a) + F(z; -a) = 2 Phi(z), F(z; a) = 1 - F(-z; -a). */
    private static double standard(double z, double a) {
        if (z > 0) {
            return 1 - standard(-z, -a);
        }
        return a >= 0 ? lightTail(z, a) : 2 * Kernels.normalCdf(z) - lightTail(z, -a);
    }

    /**
     * The integral of 2 phi(t) Phi(a t) up to z, for z <= 0 <= a. As phi(u) / Phi(-u) > u, the logarithm falls off over
     * a distance d by at least (1 + a^2) (|z| d + d^2 / 2), which says where to stop.
     */
    private static double lightTail(double z, double a) {
        if (z < -FARTHEST) {
            return 0;
        }
        double width = 2 * NEGLIGIBLE / (1 + a * a);
        double reach = width / (Math.sqrt(z * z + width) - z);
        return GaussLegendre.integrate(distance -> {
            double t = z - distance;
            return 2 * Kernels.exp(-0.5 * t * t - Normal.LOG_SQRT_2_PI) * Kernels.normalCdf(a * t);
        }, 0, reach);
    }
}
