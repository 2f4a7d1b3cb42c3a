package org.penumbra.multivariate;

import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/** A category as a vector: probs. */
public final class OneHotCategoricalProbs extends OneHotCategorical {

    @Override
    double[] proportions(double[] parameter) {
        return Simplices.normalised(parameter);
    }

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        ArrayExpr probs = parameters.getFirst();
        return oneOf(x, x.zip(probs, (one, p) -> weighted(one, p.log())).sum().minus(probs.sum().log()));
    }
}
