package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.FDistribution;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The F distribution, of the ratio of two chi-squared variates over their degrees of freedom: df1, df2. */
public final class FisherSnedecor implements Distribution {

    /** By the log odds u = log(df1 x / df2) of the beta variate that x stands for. */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr half1 = parameters.get(0).times(0.5);
        Expr half2 = parameters.get(1).times(0.5);
        Expr u = logOdds(x, parameters);
        Expr density = BinomialLogits.logOdds(half1, half2, u).minus(x.log()).minus(half1.logBeta(half2));
        return Expr.within(Expr.of(0).lessThan(x), density);
    }

    private static Expr logOdds(Expr x, List<Expr> parameters) {
        return x.log().plus(parameters.get(0).log()).minus(parameters.get(1).log());
    }

    /** By the incomplete beta function (Abramowitz and Stegun 26.6.2). */
    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr below = Apply.of(Op.LOG_BETA_CDF, logOdds(x, parameters), parameters.get(0).times(0.5),
                parameters.get(1).times(0.5));
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), below));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr above = Apply.of(Op.LOG_BETA_CDF, logOdds(x, parameters).negate(), parameters.get(1).times(0.5),
                parameters.get(0).times(0.5));
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), above, Expr.of(0)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double numerator = Gamma.standard(parameters[0] / 2, random) / parameters[0];
        double denominator = Gamma.standard(parameters[1] / 2, random) / parameters[1];
        return Math.clamp(numerator / denominator, Double.MIN_VALUE, Double.MAX_VALUE);
    }

    /** Finite for df2 above 2. */
    @Override
    public double mean(double[] parameters) {
        double df2 = parameters[1];
        return df2 > 2 ? df2 / (df2 - 2) : Double.POSITIVE_INFINITY;
    }

    /** Finite for df2 above 4. */
    @Override
    public double variance(double[] parameters) {
        double df1 = parameters[0];
        double df2 = parameters[1];
        double mean = mean(parameters);
        return df2 > 4 ? 2 * mean * mean * (df1 + df2 - 2) / (df1 * (df2 - 4)) : Double.POSITIVE_INFINITY;
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return FDistribution.of(parameters[0], parameters[1]).cumulativeProbability(x);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return FDistribution.of(parameters[0], parameters[1]).inverseCumulativeProbability(p);
    }
}
