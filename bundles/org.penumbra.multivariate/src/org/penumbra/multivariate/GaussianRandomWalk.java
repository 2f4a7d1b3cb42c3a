package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.function.Cumulative;
import org.penumbra.math.RandomStream;

/** Sums of independent Gaussian steps, the first of which starts at 0: scale of a step, and the number of steps. */
public final class GaussianRandomWalk implements MultivariateDistribution {

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr scale = parameters.getFirst().at(List.of());
        int n = x.extent(0);
        Expr squares = x.with(List.of(n - 1), at -> x.at(at.getFirst().plus(1)).minus(x.at(at))).sum(Expr::square);
        return x.at(1).square().plus(squares).over(scale.square()).times(-0.5).minus(scale.log().times(n))
                .minus(n * MultivariateNormal.HALF_LOG_TWO_PI);
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        double place = 0;
        for (int t = 0; t < out.length; t++) {
            place += parameters[0][0] * random.nextGaussian();
            out[t] = place;
        }
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        Arrays.fill(out, 0);
    }

    @Override
    public void covariance(double[][] parameters, double[] out) {
        int n = WishartFamily.order(out);
        Arrays.setAll(out, k -> parameters[0][0] * parameters[0][0] * (Math.min(k / n, k % n) + 1));
    }

    @Override
    public Optional<ArrayExpr> nonCentered(ArrayExpr standard, List<ArrayExpr> parameters) {
        int n = standard.extent(0);
        return Optional.of(standard.apply(new Cumulative(1, n, false), List.of(n)).times(parameters.getFirst()));
    }

    @Override
    public void standardise(double[][] parameters, double[] x, double[] standard) {
        Arrays.setAll(standard, t -> (x[t] - (t == 0 ? 0 : x[t - 1])) / parameters[0][0]);
    }
}
