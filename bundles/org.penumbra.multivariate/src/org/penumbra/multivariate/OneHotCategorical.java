package org.penumbra.multivariate;

import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** A category as a vector with one 1 and zeros: what the two ways to give their probabilities share. */
abstract class OneHotCategorical extends Counts {

    abstract double[] proportions(double[] parameter);

    static Expr oneOf(ArrayExpr x, Expr mass) {
        return within(x, Expr.of(1), mass);
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        Simplices.counts(1, proportions(parameters[0]), random, out);
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        System.arraycopy(proportions(parameters[0]), 0, out, 0, out.length);
    }

    @Override
    public void covariance(double[][] parameters, double[] out) {
        Simplices.covariance(proportions(parameters[0]), 1, out);
    }
}
