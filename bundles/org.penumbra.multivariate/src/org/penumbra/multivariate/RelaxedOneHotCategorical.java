package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * The concrete distribution on the simplex (Maddison, Mnih and Teh 2017, equation 10): the softmax of logits plus
 * Gumbel noise, divided by a temperature. The two ways to give the probabilities share it.
 */
abstract class RelaxedOneHotCategorical implements MultivariateDistribution {

    abstract double logit(double parameter);

    abstract Expr logit(Expr parameter);

    /** With s_k = logit_k - temperature log x_k: (K-1)! temperature^(K-1) prod(exp(s_k) / x_k) / (sum exp(s_k))^K. */
    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr temperature = parameters.get(0).at(List.of());
        int n = x.extent(0);
        ArrayExpr scores = parameters.get(1).zip(x, (p, one) -> logit(p).minus(temperature.times(one.log())));
        return temperature.log().times(n - 1).plus(Expr.of(n).logGamma())
                .plus(scores.sum().minus(x.sum(Expr::log))).minus(Simplices.logSumExp(scores).times(n));
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        Arrays.setAll(out, k -> (logit(parameters[1][k]) - StrictMath.log(-StrictMath.log(open(random))))
                / parameters[0][0]);
        Simplices.normaliseLogs(out);
    }

    private static double open(RandomStream random) {
        return Math.max(random.nextDouble(), Double.MIN_NORMAL);
    }
}
