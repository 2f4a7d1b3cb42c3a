package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** The number of successes by the log odds of one: totalCount, logits. */
public final class BinomialLogits extends Binomial {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr n = parameters.get(0);
        return within(x, n, logChoose(n, x).plus(logOdds(x, n.minus(x), parameters.get(1))));
    }

    /** {@code successes log(p) + failures log(1 - p)} for p = expit(logits), exact in both tails. */
    static Expr logOdds(Expr successes, Expr failures, Expr logits) {
        Expr both = successes.plus(failures);
        Expr low = successes.times(logits).minus(both.times(logits.softplus()));
        Expr high = failures.times(logits).plus(both.times(logits.negate().softplus())).negate();
        return Expr.select(logits.lessOrEqual(Expr.of(0)), low, high);
    }

    @Override
    Expr logOdds(List<Expr> parameters) {
        return parameters.get(1);
    }

    @Override
    double probability(double[] parameters) {
        return Kernels.expit(parameters[1]);
    }

    @Override
    double complement(double[] parameters) {
        return Kernels.expit(-parameters[1]);
    }
}
