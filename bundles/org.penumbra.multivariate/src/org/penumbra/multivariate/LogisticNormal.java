package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/**
 * The additive logistic normal distribution on the simplex (Aitchison and Shen 1980): log x_k - log x_K, for k below K,
 * is a Gaussian vector. Its Jacobian is the product of all elements of x.
 */
abstract class LogisticNormal implements MultivariateDistribution {

    private final GaussianScale scale;

    LogisticNormal(GaussianScale scale) {
        this.scale = scale;
    }

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        ArrayExpr loc = parameters.getFirst();
        Expr last = x.at(x.extent(0)).log();
        ArrayExpr centred = x.with(loc.shape(), at -> x.at(at).log().minus(last)).minus(loc);
        return MultivariateNormal.logDensity(centred, scale, MultivariateNormal.tail(parameters))
                .minus(x.sum(Expr::log));
    }

    @Override
    public Optional<ArrayExpr> reparameterized(ArrayExpr standard, List<ArrayExpr> parameters) {
        ArrayExpr loc = parameters.getFirst();
        return scale.fromStandard(standard.with(loc.shape(), standard::at), MultivariateNormal.tail(parameters))
                .map(loc::plus).map(ratios -> Simplices.fromLogs(standard.with(standard.shape(),
                        at -> withLast(ratios, at.getFirst()))));
    }

    /** The log ratios with that of the last element to itself, which is 0. */
    private static Expr withLast(ArrayExpr ratios, Expr position) {
        Expr last = Expr.of(ratios.size());
        return Expr.select(position.lessOrEqual(last), ratios.at(Apply.of(Op.MIN, position, last)), Expr.of(0));
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        double[] ratios = scale.draw(MultivariateNormal.tail(parameters), out.length - 1, random);
        for (int k = 0; k < ratios.length; k++) {
            out[k] = parameters[0][k] + ratios[k];
        }
        out[ratios.length] = 0;
        Simplices.normaliseLogs(out);
    }
}
