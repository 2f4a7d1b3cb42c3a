package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** An exponential on the unit interval, by the probability that the density interpolates: probs. */
public final class ContinuousBernoulliProbs extends ContinuousBernoulli {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr probs = parameters.get(0);
        return logDensity(x, probs.log().minus(probs.negate().log1p()));
    }

    @Override
    double logOdds(double[] parameters) {
        return Kernels.log(parameters[0]) - Kernels.log1p(-parameters[0]);
    }
}
