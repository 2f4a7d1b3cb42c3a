package org.penumbra.distributions;

import java.util.List;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * One of the categories 1..K: what the two ways to give their probabilities share. The parameters are the K elements of
 * the vector.
 */
abstract class Categorical implements Distribution {

    /** In proportion to the probabilities of the categories; finite. */
    abstract double[] weights(double[] parameters);

    /** The element of {@code values} at the 1-based position x; -infinity where there is none. */
    static Expr chosen(Expr x, List<Expr> values) {
        Expr choice = Expr.of(Double.NEGATIVE_INFINITY);
        for (int k = values.size(); k >= 1; k--) {
            choice = Expr.select(x.equalTo(Expr.of(k)), values.get(k - 1), choice);
        }
        return choice;
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return quantile(random.nextDouble(), parameters);
    }

    /** Of the category as a number. */
    @Override
    public double mean(double[] parameters) {
        return moment(weights(parameters), 0, 1);
    }

    @Override
    public double variance(double[] parameters) {
        double[] weights = weights(parameters);
        return moment(weights, moment(weights, 0, 1), 2);
    }

    private static double moment(double[] weights, double centre, int order) {
        double sum = 0;
        for (int k = 1; k <= weights.length; k++) {
            sum += weights[k - 1] * StrictMath.pow(k - centre, order);
        }
        return sum / total(weights, weights.length);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        double[] weights = weights(parameters);
        double last = Math.clamp(Math.floor(x), 0.0, weights.length);
        return total(weights, (int) last) / total(weights, weights.length);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        double[] weights = weights(parameters);
        double total = total(weights, weights.length);
        double sum = 0;
        int possible = 1;
        for (int k = 1; k <= weights.length; k++) {
            sum += weights[k - 1];
            if (weights[k - 1] > 0 && sum / total >= p) {
                return k;
            }
            possible = weights[k - 1] > 0 ? k : possible;
        }
        return possible;
    }

    private static double total(double[] weights, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += weights[k];
        }
        return sum;
    }
}
