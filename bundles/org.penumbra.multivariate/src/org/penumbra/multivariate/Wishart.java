package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The sum of squares of df Gaussian vectors, by the factor of their covariance: df, then a way to give it. */
abstract class Wishart extends WishartFamily {

    abstract ArrayExpr factor(ArrayExpr scale);

    abstract double[] factor(double[] scale, int order);

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr df = parameters.get(0).at(List.of());
        int order = x.extent(0);
        ArrayExpr scale = factor(parameters.get(1));
        ArrayExpr own = Factor.of(x);
        return density(df, order, df.minus(order + 1).times(Factor.logDeterminant(own))
                .minus(df.times(Factor.logDeterminant(scale))).minus(trace(scale, own).times(0.5)));
    }

    @Override
    public Optional<ArrayExpr> reparameterized(ArrayExpr standard, List<ArrayExpr> parameters) {
        ArrayExpr bartlett = bartlett(parameters.get(0).at(List.of()), standard);
        return Optional.of(Factor.square(Factor.product(Factor.lower(factor(parameters.get(1))), bartlett)));
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        int order = order(out);
        double[] scale = factor(parameters[1], order);
        double[] bartlett = bartlett(parameters[0][0], order, random);
        double[] factor = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                for (int k = j; k <= i; k++) {
                    factor[i * order + j] += scale[i * order + k] * bartlett[k * order + j];
                }
            }
        }
        System.arraycopy(Factor.timesTransposed(factor, factor, order), 0, out, 0, out.length);
    }

    private double[] matrix(double[][] parameters) {
        int order = order(parameters[1]);
        double[] factor = factor(parameters[1], order);
        return Factor.timesTransposed(factor, factor, order);
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        double[] matrix = matrix(parameters);
        Arrays.setAll(out, k -> parameters[0][0] * matrix[k]);
    }

    /** df (S_ik S_jl + S_il S_jk) of elements [i, j] and [k, l]. */
    @Override
    public void covariance(double[][] parameters, double[] out) {
        double[] s = matrix(parameters);
        int n = order(s);
        int size = s.length;
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                out[a * size + b] = parameters[0][0] * (s[a / n * n + b / n] * s[a % n * n + b % n]
                        + s[a / n * n + b % n] * s[a % n * n + b / n]);
            }
        }
    }
}
