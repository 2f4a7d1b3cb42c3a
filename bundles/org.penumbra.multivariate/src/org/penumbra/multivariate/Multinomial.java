package org.penumbra.multivariate;

import java.util.Arrays;
import org.penumbra.math.RandomStream;

/** Counts of independent draws of categories: what the two ways to give their probabilities share. */
abstract class Multinomial extends Counts {

    abstract double[] proportions(double[] parameter);

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        Simplices.counts(parameters[0][0], proportions(parameters[1]), random, out);
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        double[] proportions = proportions(parameters[1]);
        Arrays.setAll(out, k -> parameters[0][0] * proportions[k]);
    }

    @Override
    public void covariance(double[][] parameters, double[] out) {
        Simplices.covariance(proportions(parameters[1]), parameters[0][0], out);
    }
}
