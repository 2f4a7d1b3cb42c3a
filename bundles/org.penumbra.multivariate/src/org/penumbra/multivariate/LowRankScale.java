package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * The covariance F F' + diag(d) with F of few columns, by the matrix inversion and determinant lemmas (Woodbury 1950):
 * with M = I + F' diag(d)^-1 F, its determinant is det M prod d, and v' Sigma^-1 v = v' diag(d)^-1 v - |C^-1 F'
 * diag(d)^-1 v|^2 where M = C C'. Parameters are F and d.
 */
final class LowRankScale implements GaussianScale {

    @Override
    public Form form(ArrayExpr centred, List<ArrayExpr> parameters) {
        ArrayExpr factor = parameters.get(0);
        ArrayExpr diagonal = parameters.get(1);
        int rank = factor.extent(1);
        ArrayExpr capacitance = Factor.of(factor.with(List.of(rank, rank), at -> diagonal.sumAlong(
                k -> factor.at(k, at.get(0)).times(factor.at(k, at.get(1))).over(diagonal.at(k)))
                .plus(at.get(0).equalTo(at.get(1)))));
        ArrayExpr projected = factor.with(List.of(rank), at -> centred.sumAlong(
                k -> factor.at(k, at.getFirst()).times(centred.at(k)).over(diagonal.at(k))));
        Expr square = centred.sumAlong(k -> centred.at(k).square().over(diagonal.at(k)))
                .minus(Factor.solve(capacitance, projected).sum(Expr::square));
        return new Form(square,
                Factor.logDeterminant(capacitance).plus(diagonal.sum(Expr::log).times(0.5)));
    }

    /** By the factor of the whole covariance, which takes no more normal numbers than there are elements. */
    @Override
    public Optional<ArrayExpr> drawn(ArrayExpr standard, List<ArrayExpr> parameters) {
        ArrayExpr factor = parameters.get(0);
        ArrayExpr square = Factor.square(factor);
        ArrayExpr covariance = square.with(square.shape(), at -> square.at(at).plus(Expr.select(
                at.get(0).equalTo(at.get(1)), parameters.get(1).at(at.get(0)), Expr.of(0))));
        return Optional.of(Factor.times(Factor.of(covariance), standard));
    }

    @Override
    public double[] draw(double[][] parameters, int size, RandomStream random) {
        int rank = parameters[0].length / size;
        double[] scores = Factor.standardNormal(rank, random);
        double[] draw = Factor.timesTransposed(parameters[0], scores, rank);
        for (int k = 0; k < size; k++) {
            draw[k] += Math.sqrt(parameters[1][k]) * random.nextGaussian();
        }
        return draw;
    }

    @Override
    public double[] covariance(double[][] parameters, int size) {
        double[] covariance = Factor.timesTransposed(parameters[0], parameters[0], parameters[0].length / size);
        for (int k = 0; k < size; k++) {
            covariance[k * size + k] += parameters[1][k];
        }
        return covariance;
    }
}
