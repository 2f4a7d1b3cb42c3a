package org.penumbra.inference.svi;

import java.util.Arrays;

/**
 * Split R-hat of iterates (Gelman et al. 2013, equation 11.4, with the two halves of a window as the chains), by which
 * Dhaka et al. (2020, "Robust, accurate stochastic optimization for variational inference") tell iterates that still
 * travel from iterates that only scatter.
 */
final class SplitRHat {

    /** So large a share of the parameters must be at rest; the largest of thousands of R-hats is mostly chance. */
    private static final double SHARE = 0.95;
    /** Relative spread below which iterates stand still. */
    private static final double STILL = 1e-10;

    private SplitRHat() {
    }

    /**
     * Over the parameters the {@value #SHARE} quantile of R-hat.
     *
     * @param from first batch of the window
     * @param size number of parameters
     */
    static double of(Iterates iterates, int from, int size) {
        int half = (iterates.count() - from) / 2;
        double[] first = new double[size];
        double[] second = new double[size];
        int middle = from + half;
        iterates.mean(from, middle, first);
        iterates.mean(middle, middle + half, second);
        double[] within = new double[size];
        addSquares(iterates, from, middle, first, within);
        addSquares(iterates, middle, middle + half, second, within);
        double[] rHat = new double[size];
        for (int i = 0; i < size; i++) {
            rHat[i] = rHat(first[i], second[i], within[i] / (2.0 * (half - 1)), half);
        }
        Arrays.sort(rHat);
        return rHat[(int) Math.ceil(SHARE * size) - 1];
    }

    private static void addSquares(Iterates iterates, int from, int to, double[] mean, double[] sum) {
        for (int s = from; s < to; s++) {
            double[] values = iterates.at(s);
            for (int i = 0; i < sum.length; i++) {
                double difference = values[i] - mean[i];
                sum[i] += difference * difference;
            }
        }
    }

    private static double rHat(double first, double second, double within, int half) {
        double size = STILL * Math.max(1, Math.max(Math.abs(first), Math.abs(second)));
        if (within <= size * size && Math.abs(first - second) <= size) {
            return 1;
        }
        double between = (first - second) * (first - second) / 2;
        return Math.sqrt((half - 1.0) / half + between / within);
    }
}
