package org.penumbra.math;

import java.util.Arrays;

/**
 * Whether numbers are uniform on [0, 1]: the empirical distribution function with a simultaneous envelope (Säilynoja,
 * Bürkner and Vehtari 2022, "Graphical test for discrete uniformity and its applications in goodness-of-fit evaluation
 * and multiple sample comparison"). How many of n numbers lie below z is binomial; of the two tail probabilities at each
 * of up to {@value #MOST_POINTS} equidistant z the smallest one is the statistic, which sees tails that are too heavy or
 * too light where the Kolmogorov-Smirnov distance does not. Its distribution is exact, not asymptotic.
 *
 * <p>Made for one n, and good for any number of samples of that size; several threads may use it.
 */
public final class UniformityEnvelope {

    private static final int MOST_POINTS = 100;
    /** Tail probabilities that differ by less, relatively, are the same one at z and at 1 - z. */
    private static final double SAME = 1e-9;

    private final int size;
    private final int points;
    /** The smaller tail probability of each count, at each z = (i + 1) / points. */
    private final double[][] tails;
    /** Poisson probabilities of so many numbers between one z and the next. */
    private final double[] steps;
    private final double total;

    /** @param size of each sample, at least 1 */
    public UniformityEnvelope(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a sample of at least 1 number is expected, found " + size);
        }
        this.size = size;
        this.points = Math.min(size, MOST_POINTS);
        this.tails = new double[points - 1][];
        double[] logFactorial = new double[size + 1];
        for (int k = 2; k <= size; k++) {
            logFactorial[k] = logFactorial[k - 1] + StrictMath.log(k);
        }
        for (int i = 0; i < points - 1; i++) {
            tails[i] = tails((i + 1.0) / points, logFactorial);
        }
        double rate = (double) size / points;
        this.steps = new double[size + 1];
        Arrays.setAll(steps, k -> StrictMath.exp(k * StrictMath.log(rate) - rate - logFactorial[k]));
        this.total = StrictMath.exp(size * StrictMath.log(size) - size - logFactorial[size]);
    }

    private double[] tails(double z, double[] logFactorial) {
        double[] mass = new double[size + 1];
        Arrays.setAll(mass, k -> StrictMath.exp(logFactorial[size] - logFactorial[k] - logFactorial[size - k]
                + k * StrictMath.log(z) + (size - k) * StrictMath.log1p(-z)));
        double[] smaller = new double[size + 1];
        double below = 0;
        double above = 0;
        Arrays.fill(smaller, 1);
        for (int k = 0; k <= size; k++) {
            below += mass[k];
            above += mass[size - k];
            smaller[k] = Math.min(smaller[k], below);
            smaller[size - k] = Math.min(smaller[size - k], above);
        }
        return smaller;
    }

    /**
     * @param sample numbers in [0, 1], as many as this was made for
     * @return the probability that uniform numbers leave the envelope at least as far; 1 when nothing is unusual
     */
    public double pValue(double[] sample) {
        if (sample.length != size) {
            throw new IllegalArgumentException(size + " numbers are expected, found " + sample.length);
        }
        double smallest = 1;
        int[] below = below(sample);
        for (int i = 0; i < points - 1; i++) {
            smallest = Math.min(smallest, tails[i][below[i]]);
        }
        return points == 1 ? 1 : Math.clamp(1 - probabilityInside(smallest * (1 + SAME)), 0, 1);
    }

    /** How many numbers are at most z, for each z. */
    private int[] below(double[] sample) {
        int[] counts = new int[points];
        for (double one : sample) {
            counts[Math.clamp((int) Math.ceil(one * points) - 1, 0, points - 1)]++;
        }
        for (int i = 1; i < points; i++) {
            counts[i] += counts[i - 1];
        }
        return counts;
    }

    /**
     * That all counts have tails above the limit. The numbers between one z and the next are multinomial, which is to
     * say independent Poisson numbers given their sum.
     */
    private double probabilityInside(double limit) {
        double[] reached = new double[size + 1];
        reached[0] = 1;
        int low = 0;
        int high = 0;
        for (int i = 0; i < points - 1; i++) {
            int from = first(tails[i], limit);
            int to = last(tails[i], limit);
            double[] next = new double[size + 1];
            for (int k = from; k <= to; k++) {
                next[k] = sum(reached, low, Math.min(high, k), k);
            }
            reached = next;
            low = from;
            high = to;
        }
        return sum(reached, low, high, size) / total;
    }

    private double sum(double[] reached, int from, int to, int count) {
        double sum = 0;
        for (int j = from; j <= to; j++) {
            sum += reached[j] * steps[count - j];
        }
        return sum;
    }

    private static int first(double[] tail, double limit) {
        int k = 0;
        while (k < tail.length && tail[k] <= limit) {
            k++;
        }
        return k;
    }

    private static int last(double[] tail, double limit) {
        int k = tail.length - 1;
        while (k >= 0 && tail[k] <= limit) {
            k--;
        }
        return k;
    }
}
