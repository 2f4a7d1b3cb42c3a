package org.penumbra.inference.conjugate;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Independent categories: the statistics are the indicators of the values, whose coefficients are log probabilities up
 * to a constant. A factor may have a weight: then it stands for so many categories with one distribution, the parts of
 * a Poisson count, and its statistics are proportions.
 */
public final class CategoricalFactors extends FactorGroup {

    private final int factors;
    private final int values;
    private final double[] weights;
    private final int[] members;

    /**
     * @param start of the statistics: the probabilities of the values, factor by factor
     * @param values number of values of a factor
     * @param weights of the factors, not negative; null when all are 1
     * @param members factors that this group updates, in ascending order; null for all
     */
    public CategoricalFactors(String name, int start, int factors, int values, double[] weights, int[] members) {
        super(name, start, Math.multiplyExact(factors, values));
        this.factors = factors;
        this.values = values;
        this.weights = weights;
        this.members = members;
    }

    @Override
    public String family() {
        return weights == null ? "categorical" : "multinomial";
    }

    @Override
    public int count() {
        return members == null ? factors : members.length;
    }

    @Override
    public boolean isContinuous() {
        return false;
    }

    @Override
    public double update(double[] natural, double[] moments, int[] chosen) {
        double entropy = 0;
        for (int position = 0; position < updated(chosen); position++) {
            int m = factor(chosen, position);
            int f = members == null ? m : members[m];
            double weight = weights == null ? 1 : weights[f];
            if (weight > 0) {
                entropy += weight * softmax(start() + f * values, 1 / weight, natural, moments);
            }
        }
        return entropy;
    }

    /** @return the entropy, log sum exp(h) - sum p h */
    private double softmax(int at, double scale, double[] natural, double[] moments) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = at; k < at + values; k++) {
            largest = Math.max(largest, natural[k]);
        }
        if (!Double.isFinite(largest)) {
            throw new Improper("no value of " + name() + " is possible");
        }
        double sum = 0;
        for (int k = at; k < at + values; k++) {
            double p = Kernels.exp(scale * (natural[k] - largest));
            moments[k] = p;
            sum += p;
        }
        double mean = 0;
        double inverse = 1 / sum;
        for (int k = at; k < at + values; k++) {
            double p = moments[k] * inverse;
            moments[k] = p;
            mean += p > 0 ? p * (natural[k] - largest) : 0;
        }
        return Kernels.log(sum) - scale * mean;
    }

    /**
     * A few factors are told a value and the others have no weight, so that what is updated first sees a handful of
     * data that it agrees with: the start of k-means by Forgy (1965).
     */
    @Override
    public void begin(double[] ignored, RandomStream random, int seeds, double[] moments) {
        for (int k = start(); k < start() + size(); k++) {
            moments[k] = 0;
        }
        for (int s = 0; s < Math.max(values, seeds); s++) {
            int f = random.nextInt(factors);
            for (int k = 0; k < values; k++) {
                moments[start() + f * values + k] = k == s % values ? 1 : 0;
            }
        }
    }

    /** There are no values of continuous sites. */
    @Override
    public void marginals(double[] natural, double[] mean, double[] variance) {
    }

    @Override
    public Draws draws(double[] natural) {
        throw new UnsupportedOperationException(name() + " is discrete: its conditional distribution is exact");
    }
}
