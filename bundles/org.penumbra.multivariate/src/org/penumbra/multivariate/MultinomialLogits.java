package org.penumbra.multivariate;

import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/** The multinomial distribution: totalCount, logits. */
public final class MultinomialLogits extends Multinomial {

    @Override
    double[] proportions(double[] parameter) {
        return Simplices.softmax(parameter);
    }

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr trials = parameters.get(0).at(List.of());
        ArrayExpr logits = parameters.get(1);
        Expr chosen = x.zip(logits, Counts::weighted).sum().minus(trials.times(Simplices.logSumExp(logits)));
        return within(x, trials, logChoices(x, trials).plus(chosen));
    }
}
