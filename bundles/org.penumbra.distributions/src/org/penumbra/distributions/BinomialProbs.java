package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;

/** The number of successes by the probability of one: totalCount, probs. */
public final class BinomialProbs extends Binomial {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr n = parameters.get(0);
        Expr probs = parameters.get(1);
        Expr density = logChoose(n, x).plus(times(x, probs.log())).plus(times(n.minus(x), probs.negate().log1p()));
        return within(x, n, density);
    }

    @Override
    Expr logOdds(List<Expr> parameters) {
        return StableForms.logit(parameters.get(1));
    }

    @Override
    double probability(double[] parameters) {
        return parameters[1];
    }

    @Override
    double complement(double[] parameters) {
        return 1 - parameters[1];
    }
}
