package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The distribution of correlation matrices that is uniform at concentration 1: dim, concentration. */
public final class Lkj extends LkjFamily {

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr concentration = concentration(parameters);
        Expr logDeterminant = Factor.logDeterminant(Factor.of(x)).times(2);
        return logConstant(x.extent(0), concentration).plus(concentration.minus(1).times(logDeterminant));
    }

    @Override
    public Optional<ArrayExpr> reparameterized(ArrayExpr standard, List<ArrayExpr> parameters) {
        ArrayExpr square = Factor.square(drawnFactor(standard, parameters));
        return Optional.of(square.with(square.shape(),
                at -> Expr.select(at.get(0).equalTo(at.get(1)), Expr.of(1), square.at(at))));
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        int order = (int) parameters[0][0];
        double[] factor = Arrays.copyOf(factor(parameters[1][0], order, random), order * order);
        System.arraycopy(Factor.timesTransposed(factor, factor, order), 0, out, 0, out.length);
        for (int i = 0; i < order; i++) {
            out[i * order + i] = 1;
        }
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        int order = (int) parameters[0][0];
        Arrays.setAll(out, k -> k / order == k % order ? 1 : 0);
    }
}
