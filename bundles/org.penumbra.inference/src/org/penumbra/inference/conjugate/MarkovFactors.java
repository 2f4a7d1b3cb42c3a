package org.penumbra.inference.conjugate;

import java.util.Arrays;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * One Markov chain of categories: the statistics are the indicators of the values, and those of the pairs of values of
 * neighbours. Moments come from the forward-backward algorithm (Rabiner 1989), scaled in each step. Where the
 * coefficients of a pair are 0, neighbours are independent: several chains can lie one behind the other.
 */
public final class MarkovFactors extends FactorGroup {

    private final int length;
    private final int values;

    /**
     * @param start of the statistics: the probabilities of the values, element by element, then for each element but
     *        the last the probabilities of its value and the next one's, the latter fastest
     * @param length number of elements
     * @param values number of values of an element
     */
    public MarkovFactors(String name, int start, int length, int values) {
        super(name, start, size(length, values));
        this.length = length;
        this.values = values;
    }

    private static int size(int length, int values) {
        return Math.addExact(Math.multiplyExact(length, values),
                Math.multiplyExact(length, Math.multiplyExact(values, values)));
    }

    @Override
    public String family() {
        return "Markov chain";
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public boolean isContinuous() {
        return false;
    }

    private int one(int t) {
        return start() + t * values;
    }

    private int pair(int t) {
        return start() + length * values + t * values * values;
    }

    @Override
    public double update(double[] natural, double[] moments, int[] chosen) {
        double[] forward = new double[length * values];
        double logNormaliser = 0;
        for (int t = 0; t < length; t++) {
            logNormaliser += forward(t, natural, forward);
        }
        double[] backward = new double[values];
        Arrays.fill(backward, 1);
        double mean = marginal(length - 1, forward, backward, natural, moments);
        Arrays.fill(moments, pair(length - 1), pair(length - 1) + values * values, 0);
        for (int t = length - 2; t >= 0; t--) {
            mean += joint(t, forward, backward, natural, moments);
            mean += marginal(t, forward, backward, natural, moments);
        }
        return logNormaliser - mean;
    }

    /** Probabilities of the values given all before; what they were divided by, as a logarithm. */
    private double forward(int t, double[] natural, double[] forward) {
        double shift = largest(natural, one(t), values);
        double pairShift = t == 0 ? 0 : largest(natural, pair(t - 1), values * values);
        double sum = 0;
        for (int k = 0; k < values; k++) {
            double before = t == 0 ? 1 : 0;
            for (int j = 0; t > 0 && j < values; j++) {
                before += forward[(t - 1) * values + j]
                        * Kernels.exp(natural[pair(t - 1) + j * values + k] - pairShift);
            }
            forward[t * values + k] = before * Kernels.exp(natural[one(t) + k] - shift);
            sum += forward[t * values + k];
        }
        if (!(sum > 0) || sum == Double.POSITIVE_INFINITY) {
            throw new Improper("no value of " + name() + " is possible at element " + (t + 1));
        }
        for (int k = 0; k < values; k++) {
            forward[t * values + k] /= sum;
        }
        return Kernels.log(sum) + shift + pairShift;
    }

    private static double largest(double[] numbers, int from, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + count; k++) {
            largest = Math.max(largest, numbers[k]);
        }
        return largest;
    }

    /** @return the sum of probabilities times coefficients */
    private double marginal(int t, double[] forward, double[] backward, double[] natural, double[] moments) {
        double sum = 0;
        for (int k = 0; k < values; k++) {
            sum += forward[t * values + k] * backward[k];
        }
        double mean = 0;
        for (int k = 0; k < values; k++) {
            double p = forward[t * values + k] * backward[k] / sum;
            moments[one(t) + k] = p;
            mean += p > 0 ? p * natural[one(t) + k] : 0;
        }
        return mean;
    }

    /** The pair of an element and the next; {@code backward} moves from the next to this one. */
    private double joint(int t, double[] forward, double[] backward, double[] natural, double[] moments) {
        double shift = largest(natural, one(t + 1), values);
        double pairShift = largest(natural, pair(t), values * values);
        double sum = 0;
        double most = 0;
        double[] next = new double[values];
        for (int j = 0; j < values; j++) {
            for (int k = 0; k < values; k++) {
                double message = backward[k] * Kernels.exp(natural[pair(t) + j * values + k] - pairShift
                        + natural[one(t + 1) + k] - shift);
                next[j] += message;
                moments[pair(t) + j * values + k] = forward[t * values + j] * message;
                sum += forward[t * values + j] * message;
            }
            most = Math.max(most, next[j]);
        }
        double mean = 0;
        for (int k = pair(t); k < pair(t) + values * values; k++) {
            moments[k] /= sum;
            mean += moments[k] > 0 ? moments[k] * natural[k] : 0;
        }
        for (int j = 0; j < values; j++) {
            backward[j] = next[j] / most;
        }
        return mean;
    }

    /** As for categories without neighbours. */
    @Override
    public void begin(double[] ignored, RandomStream random, int seeds, double[] moments) {
        Arrays.fill(moments, start(), start() + size(), 0);
        for (int s = 0; s < Math.max(values, seeds); s++) {
            int t = random.nextInt(length);
            for (int k = 0; k < values; k++) {
                moments[one(t) + k] = k == s % values ? 1 : 0;
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
