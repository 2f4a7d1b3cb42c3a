package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;

/** Successes before a number of failures, by the probability of success: totalCount, probs. */
public final class NegativeBinomialProbs extends NegativeBinomial {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr n = parameters.get(0);
        Expr probs = parameters.get(1);
        Expr density = logChoose(n, x).plus(n.times(probs.negate().log1p())).plus(times(x, probs.log()));
        return Expr.within(isCount(x), density);
    }

    @Override
    Expr logOdds(List<Expr> parameters) {
        return StableForms.logit(parameters.get(1));
    }

    @Override
    double odds(double[] parameters) {
        return parameters[1] / (1 - parameters[1]);
    }
}
