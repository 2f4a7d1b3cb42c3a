package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** The relaxed Bernoulli distribution by temperature and probs, the probability of 1 as the temperature goes to 0. */
public final class RelaxedBernoulliProbs extends RelaxedBernoulli {

    @Override
    Expr logits(List<Expr> parameters) {
        return StableForms.logit(parameters.get(1));
    }

    @Override
    double logits(double[] parameters) {
        return Kernels.log(parameters[1]) - Kernels.log1p(-parameters[1]);
    }
}
