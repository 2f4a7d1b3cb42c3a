package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** Successes before a number of failures, by the log odds of success: totalCount, logits. */
public final class NegativeBinomialLogits extends NegativeBinomial {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr n = parameters.get(0);
        return Expr.within(isCount(x), logChoose(n, x).plus(BinomialLogits.logOdds(x, n, parameters.get(1))));
    }

    @Override
    Expr logOdds(List<Expr> parameters) {
        return parameters.get(1);
    }

    @Override
    double odds(double[] parameters) {
        return Kernels.exp(parameters[1]);
    }
}
