package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.LogProbability;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Exponential on both sides, with scales of their own: scale * asymmetry on the left, scale / asymmetry on the right of
 * loc. Parameters: loc, scale, asymmetry. The distribution of loc + right E - left F for standard exponential E, F.
 */
public final class AsymmetricLaplace implements Distribution {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr loc = parameters.get(0);
        Expr asymmetry = parameters.get(2);
        Expr left = parameters.get(1).times(asymmetry);
        Expr right = parameters.get(1).over(asymmetry);
        Expr decline = Expr.select(x.lessThan(loc), x.minus(loc).over(left), loc.minus(x).over(right));
        return decline.minus(left.plus(right).log());
    }

    private static double left(double[] parameters) {
        return parameters[1] * parameters[2];
    }

    private static double right(double[] parameters) {
        return parameters[1] / parameters[2];
    }

    /** The probability of falling to the left of loc. */
    private static double below(double[] parameters) {
        return left(parameters) / (left(parameters) + right(parameters));
    }

    private static double above(double[] parameters) {
        return right(parameters) / (left(parameters) + right(parameters));
    }

    /** log of the mass on the other side of x than loc, where the scale on that side is {@code own}. */
    private static Expr logTail(Expr distance, Expr own, Expr other) {
        return own.log().minus(own.plus(other).log()).minus(distance.over(own));
    }

    private static Expr logCdf(Expr distance, Expr left, Expr right) {
        Expr below = logTail(distance.negate(), left, right);
        return Expr.select(distance.lessThan(Expr.of(0)), below,
                LogProbability.complement(logTail(distance, right, left)));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr left = parameters.get(1).times(parameters.get(2));
        Expr right = parameters.get(1).over(parameters.get(2));
        return Optional.of(logCdf(x.minus(parameters.get(0)), left, right));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        Expr left = parameters.get(1).times(parameters.get(2));
        Expr right = parameters.get(1).over(parameters.get(2));
        return Optional.of(logCdf(parameters.get(0).minus(x), right, left));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double up = right(parameters) * Exponential.standard(random);
        return parameters[0] + up - left(parameters) * Exponential.standard(random);
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[0] + right(parameters) - left(parameters);
    }

    @Override
    public double variance(double[] parameters) {
        return left(parameters) * left(parameters) + right(parameters) * right(parameters);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        double distance = x - parameters[0];
        return distance < 0 ? below(parameters) * Kernels.exp(distance / left(parameters))
                : 1 - above(parameters) * Kernels.exp(-distance / right(parameters));
    }

    @Override
    public double quantile(double p, double[] parameters) {
        double below = below(parameters);
        return p < below ? parameters[0] + left(parameters) * Kernels.log(p / below)
                : parameters[0] - right(parameters) * Kernels.log((1 - p) / above(parameters));
    }
}
