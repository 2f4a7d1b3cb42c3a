package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MatrixTerms;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.function.GaussianForm;

/** A covariance as it is. */
final class CovarianceScale extends FactorScale {

    @Override
    ArrayExpr factor(List<ArrayExpr> parameters) {
        return Factor.of(parameters.getFirst());
    }

    /** In one function where the vector is no more often another than the covariance is. */
    @Override
    public Form form(ArrayExpr centred, List<ArrayExpr> parameters) {
        ArrayExpr covariance = parameters.getFirst();
        if (!centred.variesWith(covariance)) {
            return super.form(centred, parameters);
        }
        ArrayExpr form = centred.apply(new GaussianForm(centred.extent(0)), List.of(2), covariance);
        return new Form(form.at(1), form.at(2));
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
