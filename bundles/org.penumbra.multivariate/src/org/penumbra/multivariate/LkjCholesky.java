package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * The factors L of correlation matrices with the distribution LKJ: dim, concentration. The elements below the diagonal
 * of L L' change with those of L by the product of L_kk^(K-k), with which the density is multiplied.
 */
public final class LkjCholesky extends LkjFamily {

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr concentration = concentration(parameters);
        int order = x.extent(0);
        Expr powers = x.sumAlong(k -> Expr.of(order - 2).minus(k).plus(concentration.times(2))
                .times(x.at(k, k).log()));
        return logConstant(order, concentration).plus(powers);
    }

    @Override
    public Optional<ArrayExpr> reparameterized(ArrayExpr standard, List<ArrayExpr> parameters) {
        return Optional.of(drawnFactor(standard, parameters));
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        double[] factor = factor(parameters[1][0], (int) parameters[0][0], random);
        System.arraycopy(factor, 0, out, 0, out.length);
    }
}
