package org.penumbra.multivariate;

import org.penumbra.expression.Expr;

/** The concrete distribution: temperature, probs. */
public final class RelaxedOneHotCategoricalProbs extends RelaxedOneHotCategorical {

    @Override
    double logit(double parameter) {
        return StrictMath.log(parameter);
    }

    @Override
    Expr logit(Expr parameter) {
        return parameter.log();
    }
}
