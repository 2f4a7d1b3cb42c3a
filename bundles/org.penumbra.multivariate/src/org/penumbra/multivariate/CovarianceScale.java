package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MatrixTerms;
import org.penumbra.expression.ArrayExpr;

/** A covariance as it is. */
final class CovarianceScale extends FactorScale {

    @Override
    ArrayExpr factor(List<ArrayExpr> parameters) {
        return Factor.of(parameters.getFirst());
    }

    @Override
    public Optional<Precision> precision(List<ArrayExpr> parameters, MatrixTerms matrices) {
        return Optional.of(new Precision(matrices.inverse(parameters.getFirst()),
                matrices.logDeterminant(parameters.getFirst()).negate()));
    }

    @Override
    double[] factor(double[][] parameters, int size) {
        return Factor.of(parameters[0], size);
    }
}
