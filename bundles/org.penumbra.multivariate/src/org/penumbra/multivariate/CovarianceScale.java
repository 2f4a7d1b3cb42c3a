package org.penumbra.multivariate;

import java.util.List;
import org.penumbra.expression.ArrayExpr;

/** A covariance as it is. */
final class CovarianceScale extends FactorScale {

    @Override
    ArrayExpr factor(List<ArrayExpr> parameters) {
        return Factor.of(parameters.getFirst());
    }

    @Override
    double[] factor(double[][] parameters, int size) {
        return Factor.of(parameters[0], size);
    }
}
