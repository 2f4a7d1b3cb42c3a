package org.penumbra.multivariate;

import java.util.List;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * Observations of a hidden Gaussian series, whose states are integrated out. Parameters are mean and covariance of the
 * state before the first step, transition matrix and covariance of its noise, observation matrix and covariance of its
 * noise, and the number of steps.
 */
public final class GaussianHmm implements MultivariateDistribution {

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        KalmanFilter filter = new KalmanFilter(x.extent(0), parameters.getFirst().extent(0), x.extent(1));
        return x.apply(filter, List.of(), parameters.subList(0, 6).toArray(ArrayExpr[]::new)).at(List.of());
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        int hidden = parameters[0].length;
        int observed = parameters[4].length / hidden;
        double[] transitionNoise = Factor.of(parameters[3], hidden);
        double[] observationNoise = Factor.of(parameters[5], observed);
        double[] state = Factor.times(Factor.of(parameters[1], hidden), Factor.standardNormal(hidden, random));
        Dense.add(1, 1, 1, hidden, new double[] {1}, 0, parameters[0], 0, state, 0);
        for (int start = 0; start < out.length; start += observed) {
            double[] next = Factor.times(transitionNoise, Factor.standardNormal(hidden, random));
            Dense.add(1, 1, hidden, hidden, state, 0, parameters[2], 0, next, 0);
            double[] seen = Factor.times(observationNoise, Factor.standardNormal(observed, random));
            Dense.add(1, 1, hidden, observed, next, 0, parameters[4], 0, seen, 0);
            System.arraycopy(seen, 0, out, start, observed);
            state = next;
        }
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        int hidden = parameters[0].length;
        int observed = parameters[4].length / hidden;
        double[] state = parameters[0];
        for (int start = 0; start < out.length; start += observed) {
            double[] next = new double[hidden];
            Dense.add(1, 1, hidden, hidden, state, 0, parameters[2], 0, next, 0);
            double[] seen = new double[observed];
            Dense.add(1, 1, hidden, observed, next, 0, parameters[4], 0, seen, 0);
            System.arraycopy(seen, 0, out, start, observed);
            state = next;
        }
    }
}
