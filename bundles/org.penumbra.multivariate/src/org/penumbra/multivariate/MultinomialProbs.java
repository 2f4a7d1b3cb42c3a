package org.penumbra.multivariate;

import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/** The multinomial distribution: totalCount, probs. */
public final class MultinomialProbs extends Multinomial {

    @Override
    double[] proportions(double[] parameter) {
        return Simplices.normalised(parameter);
    }

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr trials = parameters.get(0).at(List.of());
        ArrayExpr probs = parameters.get(1);
        Expr chosen = x.zip(probs, (count, p) -> weighted(count, p.log())).sum()
                .minus(weighted(trials, probs.sum().log()));
        return within(x, trials, logChoices(x, trials).plus(chosen));
    }
}
