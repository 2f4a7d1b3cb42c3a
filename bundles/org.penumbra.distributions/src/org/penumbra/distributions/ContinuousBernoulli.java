package org.penumbra.distributions;

import java.util.function.DoubleUnaryOperator;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.GaussLegendre;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * An exponential on the unit interval (Loaiza-Ganem and Cunningham 2019), p^x (1-p)^(1-x) but for a constant: what the
 * two ways to give p share. With the log odds l of p the density is l exp(l x) / (exp(l) - 1).
 */
abstract class ContinuousBernoulli implements Distribution {

    /** Below it, the first terms of the series of log(sinh(h) / h) are exact, and their derivatives do not cancel. */
    private static final double SMALL = 0.1;
    /** Of log(sinh(h) / h) in h^2, after the first 0: 4^n B(2n) / (2n (2n)!). */
    private static final double[] SERIES = {1.0 / 6, -1.0 / 180, 1.0 / 2835, -1.0 / 37800, 1.0 / 467775,
        -691.0 / 3831077250.0};
    /** Where the density is smaller by e^-40, its tail adds nothing any more. */
    private static final double NEGLIGIBLE = 40;

    /** log(p / (1 - p)). */
    abstract double logOdds(double[] parameters);

    /** l (x - 1/2) - log(sinh(l/2) / (l/2)), which is smooth at l = 0. */
    static Expr logDensity(Expr x, Expr logOdds) {
        Expr half = logOdds.times(0.5);
        Expr density = logOdds.times(x.minus(0.5)).minus(logSinhRatio(half));
        return Expr.within(Expr.of(0).lessOrEqual(x).and(x.lessOrEqual(Expr.of(1))), density);
    }

    private static Expr logSinhRatio(Expr h) {
        Expr square = h.square();
        Expr series = Expr.of(SERIES[SERIES.length - 1]);
        for (int k = SERIES.length - 2; k >= 0; k--) {
            series = series.times(square).plus(SERIES[k]);
        }
        Expr twice = h.abs().times(2);
        Expr large = h.abs().plus(twice.negate().expm1().negate().log()).minus(twice.log());
        return Expr.select(h.abs().lessThan(Expr.of(SMALL)), square.times(series), large);
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return quantile(random.nextDouble(), parameters);
    }

    @Override
    public double mean(double[] parameters) {
        return expectation(x -> x, logOdds(parameters));
    }

    @Override
    public double variance(double[] parameters) {
        double mean = mean(parameters);
        return expectation(x -> (x - mean) * (x - mean), logOdds(parameters));
    }

    private static double expectation(DoubleUnaryOperator f, double l) {
        double reach = Math.min(1, NEGLIGIBLE / Math.abs(l));
        double start = l > 0 ? 1 - reach : 0;
        double end = l > 0 ? 1 : reach;
        double mass = GaussLegendre.integrate(x -> Kernels.exp(l * (x - end)), start, end);
        return GaussLegendre.integrate(x -> f.applyAsDouble(x) * Kernels.exp(l * (x - end)), start, end) / mass;
    }

    @Override
    public double cdf(double x, double[] parameters) {
        double l = logOdds(parameters);
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        return l == 0 ? x : l < 0 ? Kernels.expm1(l * x) / Kernels.expm1(l)
                : Kernels.exp(l * (x - 1)) * (Kernels.expm1(-l * x) / Kernels.expm1(-l));
    }

    /** For a large l from the distance to 1, as exp(l) may overflow. */
    @Override
    public double quantile(double p, double[] parameters) {
        double l = logOdds(parameters);
        double x = l == 0 ? p : l < NEGLIGIBLE ? Kernels.log1p(p * Kernels.expm1(l)) / l
                : 1 + Kernels.log(p + (1 - p) * Kernels.exp(-l)) / l;
        return Math.clamp(x, 0.0, 1.0);
    }
}
