package org.penumbra.distributions;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.penumbra.distribution.Distribution;

/** Moments, distribution function and quantiles of a continuous distribution that Apache Commons Statistics has. */
abstract class ContinuousFamily implements Distribution {

    /**
     * The member of the family with these parameters.
     *
     * @throws IllegalArgumentException when there is none
     */
    abstract ContinuousDistribution member(double[] parameters);

    @Override
    public double mean(double[] parameters) {
        return member(parameters).getMean();
    }

    @Override
    public double variance(double[] parameters) {
        return member(parameters).getVariance();
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return member(parameters).cumulativeProbability(x);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return member(parameters).inverseCumulativeProbability(p);
    }
}
