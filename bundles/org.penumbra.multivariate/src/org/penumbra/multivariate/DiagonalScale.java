package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** Independent elements, each with a standard deviation. */
final class DiagonalScale implements GaussianScale {

    @Override
    public Form form(ArrayExpr centred, List<ArrayExpr> parameters) {
        ArrayExpr scale = parameters.getFirst();
        return new Form(centred.zip(scale, Expr::over).sum(Expr::square), scale.sum(Expr::log));
    }

    @Override
    public double[] draw(double[][] parameters, int size, RandomStream random) {
        double[] draw = Factor.standardNormal(size, random);
        Arrays.setAll(draw, k -> parameters[0][k] * draw[k]);
        return draw;
    }

    @Override
    public double[] covariance(double[][] parameters, int size) {
        double[] covariance = new double[size * size];
        for (int k = 0; k < size; k++) {
            covariance[k * size + k] = parameters[0][k] * parameters[0][k];
        }
        return covariance;
    }

    @Override
    public Optional<ArrayExpr> fromStandard(ArrayExpr standard, List<ArrayExpr> parameters) {
        return Optional.of(standard.times(parameters.getFirst()));
    }

    @Override
    public double[] toStandard(double[][] parameters, double[] centred) {
        double[] standard = new double[centred.length];
        Arrays.setAll(standard, k -> centred[k] / parameters[0][k]);
        return standard;
    }
}
