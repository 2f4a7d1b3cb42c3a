package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MatrixTerms;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.function.LowerSolve;
import org.penumbra.math.RandomStream;

/** The inverse of a matrix with a Wishart distribution: df, scale (the inverse of the scale matrix of that one). */
public final class InverseWishart extends WishartFamily {

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr df = parameters.get(0).at(List.of());
        int order = x.extent(0);
        ArrayExpr scale = Factor.of(parameters.get(1));
        ArrayExpr own = Factor.of(x);
        return density(df, order, df.times(Factor.logDeterminant(scale))
                .minus(df.plus(order + 1).times(Factor.logDeterminant(own))).minus(trace(own, scale).times(0.5)));
    }

    @Override
    public Optional<Expr> polynomialLogDensity(ArrayExpr x, List<ArrayExpr> parameters, MatrixTerms matrices) {
        Expr df = parameters.get(0).at(List.of());
        int order = x.extent(0);
        Expr rest = df.times(matrices.logDeterminant(parameters.get(1)))
                .minus(df.plus(order + 1).times(matrices.logDeterminant(x)))
                .minus(matrices.inverse(x).dot(parameters.get(1)));
        return Optional.of(density(df, order, rest.times(0.5)));
    }

    @Override
    public Optional<ArrayExpr> reparameterized(ArrayExpr standard, List<ArrayExpr> parameters) {
        int order = standard.extent(0);
        ArrayExpr bartlett = bartlett(parameters.get(0).at(List.of()), standard);
        ArrayExpr rows = Factor.transposed(Factor.lower(Factor.of(parameters.get(1))))
                .apply(new LowerSolve(order, order), standard.shape(), bartlett);
        return Optional.of(Factor.product(Factor.transposed(rows), rows));
    }

    /** With S = L L' and W = B B' of unit scale, L W^-1 L' = R' R for R = B^-1 L'. */
    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        int order = order(out);
        double[] scale = Factor.of(parameters[1], order);
        double[] bartlett = bartlett(parameters[0][0], order, random);
        double[] rows = new double[order * order];
        for (int i = 0; i < order; i++) {
            double[] row = Arrays.copyOfRange(scale, i * order, (i + 1) * order);
            System.arraycopy(Factor.solve(bartlett, row), 0, rows, i * order, order);
        }
        System.arraycopy(Factor.timesTransposed(rows, rows, order), 0, out, 0, out.length);
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        double over = parameters[0][0] - order(out) - 1;
        Arrays.setAll(out, k -> over > 0 ? parameters[1][k] / over : Double.NaN);
    }
}
