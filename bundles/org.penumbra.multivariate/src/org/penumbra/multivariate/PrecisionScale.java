package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MatrixTerms;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The inverse P = C C' of a covariance: v' P v = |C' v|^2, and C'^-1 z has the covariance P^-1. */
final class PrecisionScale implements GaussianScale {

    @Override
    public Form form(ArrayExpr centred, List<ArrayExpr> parameters) {
        ArrayExpr precision = parameters.getFirst();
        Expr square = centred.sumAlong(i -> centred.at(i).times(
                centred.sumAlong(j -> precision.at(i, j).times(centred.at(j)))));
        return new Form(square, Factor.logDeterminant(Factor.of(precision)).negate());
    }

    @Override
    public Optional<Precision> precision(List<ArrayExpr> parameters, MatrixTerms matrices) {
        return Optional.of(new Precision(parameters.getFirst(), matrices.logDeterminant(parameters.getFirst())));
    }

    @Override
    public Optional<ArrayExpr> drawn(ArrayExpr standard, List<ArrayExpr> parameters) {
        return Optional.of(Factor.solveTransposed(Factor.of(parameters.getFirst()), standard));
    }

    @Override
    public double[] draw(double[][] parameters, int size, RandomStream random) {
        return Factor.solveTransposed(Factor.of(parameters[0], size), Factor.standardNormal(size, random));
    }

    @Override
    public double[] covariance(double[][] parameters, int size) {
        double[] factor = Factor.of(parameters[0], size);
        double[] covariance = new double[size * size];
        for (int i = 0; i < size; i++) {
            double[] unit = new double[size];
            unit[i] = 1;
            double[] column = Factor.solveTransposed(factor, Factor.solve(factor, unit));
            System.arraycopy(column, 0, covariance, i * size, size);
        }
        return covariance;
    }

    @Override
    public Optional<ArrayExpr> fromStandard(ArrayExpr standard, List<ArrayExpr> parameters) {
        return Optional.of(Factor.solveTransposed(Factor.of(parameters.getFirst()), standard));
    }

    @Override
    public double[] toStandard(double[][] parameters, double[] centred) {
        return Factor.transposedTimes(Factor.of(parameters[0], centred.length), centred);
    }
}
