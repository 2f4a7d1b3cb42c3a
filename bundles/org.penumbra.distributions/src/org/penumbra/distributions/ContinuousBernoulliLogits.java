package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;

/** An exponential on the unit interval, by its rate of growth: logits. */
public final class ContinuousBernoulliLogits extends ContinuousBernoulli {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return logDensity(x, parameters.get(0));
    }

    @Override
    double logOdds(double[] parameters) {
        return parameters[0];
    }
}
