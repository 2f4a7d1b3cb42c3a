package org.penumbra.multivariate;

import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/** A category as a vector: logits. */
public final class OneHotCategoricalLogits extends OneHotCategorical {

    @Override
    double[] proportions(double[] parameter) {
        return Simplices.softmax(parameter);
    }

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        ArrayExpr logits = parameters.getFirst();
        return oneOf(x, x.zip(logits, Counts::weighted).sum().minus(Simplices.logSumExp(logits)));
    }
}
