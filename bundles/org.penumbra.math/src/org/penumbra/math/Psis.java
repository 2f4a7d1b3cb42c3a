package org.penumbra.math;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Pareto smoothed importance sampling (Vehtari, Simpson, Gelman, Yao and Gabry 2024, "Pareto smoothed importance
 * sampling", JMLR 25(72)): the largest importance ratios are replaced by quantiles of the generalised Pareto
 * distribution that fits them, and its shape k-hat tells how far the weights can be relied upon.
 *
 * @param kHat the shape of the tail: below 0.5 the ratios have a finite variance, below 0.7 smoothed weights still
 *        work. 0 when the largest ratios are all alike, so that there is no tail at all. NaN when it cannot be
 *        estimated: a ratio that is NaN or plus infinity, or fewer than 5 ratios in the tail, which takes 21 draws
 *        (then the weights are not smoothed)
 * @param logWeights smoothed log weights in the order of the draws, normalised so that the weights sum to one; all NaN
 *        when a ratio is NaN or plus infinity, or when all are zero
 */
public record Psis(double kHat, double[] logWeights) {

    private static final int SMALLEST_TAIL = 5;
    /** Log ratios that differ by less than this are alike: their differences are rounding errors of log densities. */
    private static final double ALIKE = 1e-9;
    /** Keeps exceedances positive when weights underflow; the fitted k is then in the hundreds. */
    private static final double SMALLEST_EXCEEDANCE = 1e-300;

    /**
     * @param logRatios log p - log q of every draw from q, up to a common constant; minus infinity for a draw where p
     *        is 0; not changed
     */
    public static Psis smooth(double[] logRatios) {
        return smooth(logRatios, 1);
    }

    /**
     * The same for draws that depend on each other: their tail is longer.
     *
     * @param efficiency what a draw is worth, 1 for independent ones, less for most Markov chains
     */
    public static Psis smooth(double[] logRatios, double efficiency) {
        double[] logWeights = logRatios.clone();
        double largest = Arrays.stream(logWeights).max().orElse(Double.NaN);
        if (!Double.isFinite(largest)) {
            Arrays.fill(logWeights, Double.NaN);
            return new Psis(Double.NaN, logWeights);
        }
        for (int i = 0; i < logWeights.length; i++) {
            logWeights[i] -= largest;
        }
        double kHat = smoothTail(logWeights, tailSize(logWeights.length, efficiency));
        normalise(logWeights);
        return new Psis(kHat, logWeights);
    }

    /** {@link #kHat} alone, without the weights. */
    public static double shape(double[] logRatios) {
        double largest = Arrays.stream(logRatios).max().orElse(Double.NaN);
        return Double.isFinite(largest) ? smoothTail(Arrays.stream(logRatios).map(one -> one - largest).toArray(),
                tailSize(logRatios.length)) : Double.NaN;
    }

    /** How many of {@code draws} ratios are taken for the tail: min(S / 5, 3 sqrt(S)), rounded up. */
    public static int tailSize(int draws) {
        return tailSize(draws, 1);
    }

    private static int tailSize(int draws, double efficiency) {
        return (int) Math.ceil(Math.min(0.2 * draws, 3 * Math.sqrt(draws / efficiency)));
    }

    /** 1 / sum of squared weights: as many independent draws from p as these are worth. */
    public double effectiveSize() {
        double sum = 0;
        for (double logWeight : logWeights) {
            sum += StrictMath.exp(2 * logWeight);
        }
        return 1 / sum;
    }

    /** Replaces the tail in place, nothing above the largest raw weight (log 0); gives k-hat. */
    private static double smoothTail(double[] logWeights, int tailSize) {
        double[] sorted = logWeights.clone();
        Arrays.sort(sorted);
        int positive = (int) Arrays.stream(sorted).filter(w -> w > Double.NEGATIVE_INFINITY).count();
        int wanted = Math.min(tailSize, positive - 1);
        if (wanted < SMALLEST_TAIL) {
            return Double.NaN;
        }
        double logCutoff = sorted[sorted.length - wanted - 1];
        int[] tail = ascendingAbove(logCutoff, logWeights);
        if (tail.length == 0 || -logWeights[tail[0]] < ALIKE) {
            return 0;
        }
        return tail.length < SMALLEST_TAIL ? Double.NaN : replace(logWeights, tail, StrictMath.exp(logCutoff));
    }

    /** Positions of the tail; ratios tied with the cutoff do not exceed it, so they are no part of it. */
    private static int[] ascendingAbove(double logCutoff, double[] logWeights) {
        return IntStream.range(0, logWeights.length).filter(i -> logWeights[i] - logCutoff >= ALIKE).boxed()
                .sorted(Comparator.comparingDouble(i -> logWeights[i])).mapToInt(Integer::intValue).toArray();
    }

    private static double replace(double[] logWeights, int[] tail, double cutoff) {
        double[] exceedances = new double[tail.length];
        for (int j = 0; j < tail.length; j++) {
            exceedances[j] = Math.max(StrictMath.exp(logWeights[tail[j]]) - cutoff, SMALLEST_EXCEEDANCE);
        }
        GeneralizedPareto fitted = GeneralizedPareto.fit(exceedances);
        for (int j = 0; j < tail.length; j++) {
            double smoothed = cutoff + fitted.quantile((j + 0.5) / tail.length);
            logWeights[tail[j]] = Math.min(StrictMath.log(smoothed), 0);
        }
        return fitted.shape();
    }

    private static void normalise(double[] logWeights) {
        double sum = 0;
        for (double logWeight : logWeights) {
            sum += StrictMath.exp(logWeight);
        }
        double logSum = StrictMath.log(sum);
        for (int i = 0; i < logWeights.length; i++) {
            logWeights[i] -= logSum;
        }
    }
}
