package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MatrixTerms;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/** The Wishart distribution by degrees of freedom and scale matrix. */
public final class WishartScale extends Wishart {

    @Override
    public Optional<Expr> polynomialLogDensity(ArrayExpr x, List<ArrayExpr> parameters, MatrixTerms matrices) {
        Expr df = parameters.get(0).at(List.of());
        int order = x.extent(0);
        ArrayExpr inverse = matrices.inverse(parameters.get(1));
        Expr rest = df.minus(order + 1).times(matrices.logDeterminant(x))
                .minus(df.times(matrices.logDeterminant(parameters.get(1)))).minus(x.dot(inverse));
        return Optional.of(density(df, order, rest.times(0.5)));
    }

    @Override
    ArrayExpr factor(ArrayExpr scale) {
        return Factor.of(scale);
    }

    @Override
    double[] factor(double[] scale, int order) {
        return Factor.of(scale, order);
    }
}
