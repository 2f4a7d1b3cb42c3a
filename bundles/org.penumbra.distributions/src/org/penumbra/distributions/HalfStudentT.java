package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** Student's t distribution around 0, folded to the right: df, scale. */
public final class HalfStudentT implements Distribution {

    private static final double LOG_2 = 0.69314718055994530942;

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr density = StudentT.logDensity(x, parameters.get(0), Expr.of(0), parameters.get(1)).plus(LOG_2);
        return Expr.within(Expr.of(0).lessOrEqual(x), density);
    }

    /** By the incomplete beta function of the log odds of x^2 / (df + x^2). */
    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr df = parameters.get(0);
        Expr logOdds = x.log().minus(parameters.get(1).log()).times(2).minus(df.log());
        Expr inside = Apply.of(Op.LOG_BETA_CDF, logOdds, Expr.of(0.5), df.times(0.5));
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), inside));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr tail = StudentT.logCdf(x.negate().over(parameters.get(1)), parameters.get(0)).plus(LOG_2);
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), tail, Expr.of(0)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[1] * Math.abs(StudentT.standard(parameters[0], random));
    }

    /** Finite for df above 1: 2 sqrt(df) scale / ((df - 1) B(df / 2, 1/2)). */
    @Override
    public double mean(double[] parameters) {
        double df = parameters[0];
        return df > 1 ? 2 * Math.sqrt(df) * parameters[1] / (df - 1) * Kernels.exp(-Kernels.logBeta(df / 2, 0.5))
                : Double.POSITIVE_INFINITY;
    }

    /** Finite for df above 2. */
    @Override
    public double variance(double[] parameters) {
        double df = parameters[0];
        double mean = mean(parameters);
        return df > 2 ? parameters[1] * parameters[1] * df / (df - 2) - mean * mean : Double.POSITIVE_INFINITY;
    }

    /** By the incomplete beta function (Abramowitz and Stegun 26.7.1). */
    @Override
    public double cdf(double x, double[] parameters) {
        if (x <= 0) {
            return 0;
        }
        double df = parameters[0];
        double square = x / parameters[1] * (x / parameters[1]);
        return square < df ? RegularizedBeta.value(square / (df + square), 0.5, df / 2)
                : 1 - RegularizedBeta.value(df / (df + square), df / 2, 0.5);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return Bisection.positiveQuantile(x -> cdf(x, parameters), p, parameters[1]);
    }
}
