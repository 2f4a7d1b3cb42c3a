package org.penumbra.math.chains;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.penumbra.math.SpecialFunctions;
import org.penumbra.math.Statistics;

/**
 * Draws of one number by several Markov chains, and what they are worth. Every chain is split in halves first, so that
 * a chain that drifts disagrees with itself. All follow Vehtari et al. (2021) and give the numbers of the R package
 * posterior; NaN where the draws are constant or not all finite, or chains too short (fewer than 12 draws for effective
 * sizes, 4 for R-hat).
 */
public final class ChainSample {

    private static final double LOWER_TAIL = 0.05;
    private static final double UPPER_TAIL = 0.95;

    private final double[] values;
    private final int chains;
    private final int length;
    private final boolean defined;

    private ChainSample(double[] values, int chains) {
        this.values = values;
        this.chains = chains;
        this.length = values.length / chains;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean finite = true;
        for (double value : values) {
            finite &= Double.isFinite(value);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        this.defined = finite && least < most;
    }

    /**
     * @param values chain after chain; not copied, not changed
     * @param chains number of chains, which divides the number of values
     */
    public static ChainSample of(double[] values, int chains) {
        if (chains < 1 || values.length % chains != 0) {
            throw new IllegalArgumentException(values.length + " draws of " + chains + " chains");
        }
        return new ChainSample(values, chains);
    }

    /** The larger of R-hat of the rank-normalised draws and of their distances from the median; 1 when chains agree. */
    public double rHat() {
        if (!defined || length < 4) {
            return Double.NaN;
        }
        double median = median();
        double[] folded = Arrays.stream(values).map(x -> Math.abs(x - median)).toArray();
        return Math.max(rHatOf(halves(values)), rHatOf(halves(folded)));
    }

    /** The mean of the middle two as R rounds it: their distances from it are a tie or not, which ranks see. */
    private double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }

    private static double rHatOf(double[][] halves) {
        normalize(halves);
        int n = halves[0].length;
        double[] means = new double[halves.length];
        double within = 0;
        for (int c = 0; c < halves.length; c++) {
            means[c] = Statistics.mean(halves[c]);
            within += Statistics.variance(halves[c]) / halves.length;
        }
        return Math.sqrt((n * Statistics.variance(means) / within + n - 1) / n);
    }

    /** Effective size for the centre of the distribution: that of the rank-normalised draws. */
    public double essBulk() {
        if (!defined) {
            return Double.NaN;
        }
        double[][] halves = halves(values);
        normalize(halves);
        return EffectiveSize.of(halves);
    }

    /** Effective size for the tails: the smaller of those of the 5 % and the 95 % quantile. */
    public double essTail() {
        return Math.min(essQuantile(LOWER_TAIL), essQuantile(UPPER_TAIL));
    }

    /** Effective size for the mean. */
    public double essMean() {
        return defined ? EffectiveSize.of(halves(values)) : Double.NaN;
    }

    /** Effective size for the standard deviation: that of the distances from the mean. */
    public double essSd() {
        return essOfDeviations(false);
    }

    private double essOfDeviations(boolean squared) {
        if (!defined) {
            return Double.NaN;
        }
        double mean = Statistics.mean(values);
        double[] deviations = Arrays.stream(values).map(x -> squared ? (x - mean) * (x - mean) : Math.abs(x - mean))
                .toArray();
        return EffectiveSize.of(halves(deviations));
    }

    /**
     * Effective size for a quantile: that of the indicator of lying below.
     *
     * @param probability in (0, 1)
     */
    public double essQuantile(double probability) {
        if (!defined) {
            return Double.NaN;
        }
        double threshold = Statistics.quantile(values, probability);
        double[] below = Arrays.stream(values).map(x -> x <= threshold ? 1 : 0).toArray();
        return EffectiveSize.of(halves(below));
    }

    /** Monte Carlo standard error of the mean. */
    public double mcseMean() {
        return Statistics.standardDeviation(values) / Math.sqrt(essMean());
    }

    /** Monte Carlo standard error of the standard deviation, by the delta method (Kenney and Keeping 1951). */
    public double mcseSd() {
        double mean = Statistics.mean(values);
        double second = 0;
        double fourth = 0;
        for (double value : values) {
            double square = (value - mean) * (value - mean);
            second += square / values.length;
            fourth += square * square / values.length;
        }
        return Math.sqrt((fourth - second * second) / essOfDeviations(true) / second / 4);
    }

    /**
     * Monte Carlo standard error of a quantile: half the distance between the order statistics one standard error
     * below and above, from the beta distribution of their probabilities.
     *
     * @param probability in (0, 1)
     */
    public double mcseQuantile(double probability) {
        double worth = essQuantile(probability);
        if (Double.isNaN(worth)) {
            return Double.NaN;
        }
        double a = worth * probability + 1;
        double b = worth * (1 - probability) + 1;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int low = (int) Math.max(Math.floor(betaQuantile(SpecialFunctions.normalCdf(-1), a, b) * n), 1);
        int high = (int) Math.min(Math.ceil(betaQuantile(SpecialFunctions.normalCdf(1), a, b) * n), n);
        return (sorted[high - 1] - sorted[low - 1]) / 2;
    }

    private static double betaQuantile(double p, double a, double b) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (RegularizedBeta.value(middle, a, b) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** Two rows per chain; the middle draw of a chain of odd length is left out. */
    private double[][] halves(double[] from) {
        int half = length / 2;
        double[][] halves = new double[2 * chains][];
        for (int c = 0; c < chains; c++) {
            int begin = c * length;
            halves[2 * c] = Arrays.copyOfRange(from, begin, begin + half);
            halves[2 * c + 1] = Arrays.copyOfRange(from, begin + length - half, begin + length);
        }
        return halves;
    }

    /** Replaces values by normal scores of their ranks in all chains together; ties share their mean rank. */
    private static void normalize(double[][] rows) {
        double[] sorted = Arrays.stream(rows).flatMapToDouble(Arrays::stream).sorted().toArray();
        int n = sorted.length;
        double[] scores = new double[n];
        for (int first = 0; first < n;) {
            int end = first + 1;
            while (end < n && sorted[end] == sorted[first]) {
                end++;
            }
            double rank = 0.5 * (first + 1 + end);
            Arrays.fill(scores, first, end, SpecialFunctions.normalQuantile((rank - 0.375) / (n + 0.25)));
            first = end;
        }
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = scores[Arrays.binarySearch(sorted, row[i])];
            }
        }
    }
}
