package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** A covariance L L' by its factor L, of which only the lower triangle is read. */
class FactorScale implements GaussianScale {

    ArrayExpr factor(List<ArrayExpr> parameters) {
        return parameters.getFirst();
    }

    double[] factor(double[][] parameters, int size) {
        return parameters[0];
    }

    @Override
    public Form form(ArrayExpr centred, List<ArrayExpr> parameters) {
        ArrayExpr factor = factor(parameters);
        return new Form(Factor.solve(factor, centred).sum(Expr::square), Factor.logDeterminant(factor));
    }

    @Override
    public double[] draw(double[][] parameters, int size, RandomStream random) {
        return Factor.times(factor(parameters, size), Factor.standardNormal(size, random));
    }

    @Override
    public double[] covariance(double[][] parameters, int size) {
        double[] factor = factor(parameters, size);
        return Factor.timesTransposed(factor, factor, size);
    }

    @Override
    public Optional<ArrayExpr> fromStandard(ArrayExpr standard, List<ArrayExpr> parameters) {
        return Optional.of(Factor.times(factor(parameters), standard));
    }

    @Override
    public double[] toStandard(double[][] parameters, double[] centred) {
        return Factor.solve(factor(parameters, centred.length), centred);
    }
}
