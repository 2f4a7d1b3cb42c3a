package org.penumbra.inference;

import java.util.Arrays;
import org.penumbra.math.RandomStream;

/** What draws from the prior say of its middle: 201 draws for up to 100 coordinates, fewer for more, 15 at least. */
final class PriorDraws {

    /** Pyro takes 15 draws, which under a wide prior start far off; small models can afford a better median. */
    private static final int FEWEST_DRAWS = 15;
    private static final int MOST_DRAWS = 201;
    private static final int DRAWN_COORDINATES = 20_000;

    private PriorDraws() {
    }

    static void median(Target target, RandomStream random, double[] median) {
        double[][] columns = columns(target, random);
        for (int i = 0; i < median.length; i++) {
            Arrays.sort(columns[i]);
            median[i] = columns[i][columns[i].length / 2];
        }
    }

    static void mean(Target target, RandomStream random, double[] mean) {
        double[][] columns = columns(target, random);
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (double value : columns[i]) {
                sum += value;
            }
            mean[i] = sum / columns[i].length;
        }
    }

    /** {@code [coordinate][draw]}. */
    private static double[][] columns(Target target, RandomStream random) {
        int n = target.dimension();
        int draws = Math.clamp(DRAWN_COORDINATES / n, FEWEST_DRAWS, MOST_DRAWS);
        double[][] columns = new double[n][draws];
        double[] x = new double[n];
        for (int draw = 0; draw < draws; draw++) {
            target.samplePrior(random, x);
            for (int i = 0; i < n; i++) {
                columns[i][draw] = x[i];
            }
        }
        return columns;
    }
}
