package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;

/** The relaxed Bernoulli distribution by temperature and the log odds. */
public final class RelaxedBernoulliLogits extends RelaxedBernoulli {

    @Override
    Expr logits(List<Expr> parameters) {
        return parameters.get(1);
    }

    @Override
    double logits(double[] parameters) {
        return parameters[1];
    }
}
