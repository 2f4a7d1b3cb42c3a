package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
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
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        double[] ratios = scale.draw(MultivariateNormal.tail(parameters), out.length - 1, random);
        for (int k = 0; k < ratios.length; k++) {
            out[k] = parameters[0][k] + ratios[k];
        }
        out[ratios.length] = 0;
        Simplices.normaliseLogs(out);
    }
}
