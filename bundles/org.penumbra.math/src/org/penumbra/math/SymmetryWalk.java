package org.penumbra.math;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whether numbers in [0, 1] are distributed alike on both sides of 1/2: the Kolmogorov-Smirnov distance between them and
 * their mirror images 1 - p, as Yao, Vehtari, Simpson and Gelman (2018, "Yes, but did it work?", section 4.2) take it to
 * see a bias to one side. A sample and its own mirror image are not independent, so the usual two-sample distribution
 * does not hold; the exact one is that of Butler (1969, "A test for symmetry using the sample distribution function"):
 * from the outermost number inwards the sides are the steps of a fair random walk, and n times the distance is how far
 * it gets from where it began.
 */
public final class SymmetryWalk {

    private SymmetryWalk() {
    }

    /** @return the probability that a symmetric sample is at least as far from its mirror image */
    public static double pValue(double[] sample) {
        int[] inwards = IntStream.range(0, sample.length).boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(sample[i] - 0.5))).mapToInt(Integer::intValue)
                .toArray();
        int place = 0;
        int farthest = 0;
        for (int i : inwards) {
            place += sample[i] > 0.5 ? 1 : -1;
            farthest = Math.max(farthest, Math.abs(place));
        }
        return reaches(farthest, sample.length);
    }

    /** That a fair walk of so many steps gets at least so far from where it began, to either side. */
    static double reaches(int distance, int steps) {
        if (distance == 0) {
            return 1;
        }
        double[] at = new double[2 * distance + 1];
        at[distance] = 1;
        double arrived = 0;
        for (int step = 0; step < steps; step++) {
            double[] next = new double[at.length];
            for (int k = 1; k < at.length - 1; k++) {
                next[k - 1] += at[k] / 2;
                next[k + 1] += at[k] / 2;
            }
            arrived += next[0] + next[at.length - 1];
            at = next;
        }
        return Math.min(arrived, 1);
    }
}
