package org.penumbra.multivariate;

import java.util.List;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * A series each element of which is Gaussian around a linear function of the elements before it; what would be before
 * the first one is 0. Parameters are the coefficients, nearest element first, the scale, the intercept, and the number
 * of steps.
 */
public final class AutoRegression implements MultivariateDistribution {

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        ArrayExpr coefficients = parameters.get(0);
        Expr scale = parameters.get(1).at(List.of());
        Expr intercept = parameters.get(2).at(List.of());
        int n = x.extent(0);
        int start = Math.min(n, coefficients.extent(0));
        Expr squares = Expr.of(0);
        for (int t = 1; t <= start; t++) {
            Expr mean = intercept;
            for (int lag = 1; lag < t; lag++) {
                mean = mean.plus(coefficients.at(lag).times(x.at(t - lag)));
            }
            squares = squares.plus(x.at(t).minus(mean).square());
        }
        squares = squares.plus(x.with(List.of(n - start), at -> {
            Expr t = at.getFirst().plus(start);
            return x.at(t).minus(intercept).minus(coefficients.sumAlong(
                    lag -> coefficients.at(lag).times(x.at(t.minus(lag)))));
        }).sum(Expr::square));
        return squares.over(scale.square()).times(-0.5).minus(scale.log().times(n))
                .minus(n * MultivariateNormal.HALF_LOG_TWO_PI);
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        for (int t = 0; t < out.length; t++) {
            double value = parameters[2][0] + parameters[1][0] * random.nextGaussian();
            for (int lag = 1; lag <= Math.min(t, parameters[0].length); lag++) {
                value += parameters[0][lag - 1] * out[t - lag];
            }
            out[t] = value;
        }
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        for (int t = 0; t < out.length; t++) {
            out[t] = parameters[2][0];
            for (int lag = 1; lag <= Math.min(t, parameters[0].length); lag++) {
                out[t] += parameters[0][lag - 1] * out[t - lag];
            }
        }
    }
}
