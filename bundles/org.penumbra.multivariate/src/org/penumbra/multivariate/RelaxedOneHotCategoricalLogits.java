package org.penumbra.multivariate;

import org.penumbra.expression.Expr;

/** The concrete distribution: temperature, logits. */
public final class RelaxedOneHotCategoricalLogits extends RelaxedOneHotCategorical {

    @Override
    double logit(double parameter) {
        return parameter;
    }

    @Override
    Expr logit(Expr parameter) {
        return parameter;
    }
}
