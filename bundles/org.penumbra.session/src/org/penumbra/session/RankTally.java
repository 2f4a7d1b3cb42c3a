package org.penumbra.session;

import java.util.Arrays;
import org.penumbra.math.RandomStream;

/**
 * Where true values lie among weighted draws. With n draws that count alike, r of them below the true value, the
 * probability below it is (r + u) / (n + 1) with u uniform on [0, 1): exactly uniform when the true value is just
 * another draw (Talts et al. 2018, "Validating Bayesian inference algorithms with simulation-based calibration"). Draws
 * equal to it, as those of a discrete site often are, lie on either side with any probability. With weights, r is n
 * times the weight below.
 */
final class RankTally {

    /** Values that differ by less, relatively, differ by rounding only. */
    private static final double ALIKE = 1e-12;

    private final double[] truth;
    private final double[] below;
    private final double[] alike;
    private final boolean[] varies;
    private double weight;
    private int draws;

    /** @param truth the true values */
    RankTally(double[] truth) {
        this.truth = truth;
        this.below = new double[truth.length];
        this.alike = new double[truth.length];
        this.varies = new boolean[truth.length];
    }

    /** @param values of one draw */
    void add(double[] values, double ofDraw) {
        for (int i = 0; i < truth.length; i++) {
            double value = values[i];
            double real = truth[i];
            boolean same = Math.abs(value - real) <= ALIKE * Math.max(Math.abs(value), Math.abs(real));
            varies[i] |= !same;
            alike[i] += same ? ofDraw : 0;
            below[i] += same || value >= real ? 0 : Double.isNaN(value) ? Double.NaN : ofDraw;
        }
        weight += ofDraw;
        draws++;
    }

    boolean[] varies() {
        return varies;
    }

    /** @param all whether these were all draws, whose weights sum to 1 but for rounding */
    double[] probabilities(RandomStream random, boolean all) {
        double[] probabilities = new double[truth.length];
        double whole = all ? 1 : weight;
        // A probability is not to be beyond 1 for rounding; NaN stays NaN.
        Arrays.setAll(probabilities, i -> Math.min(1,
                (draws * below[i] / whole + random.nextDouble() * (draws * alike[i] / whole + 1)) / (draws + 1)));
        return probabilities;
    }
}
