package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import org.penumbra.math.AffineMap;

/**
 * The places that draws visit, which may lie in several clumps: a place counts when it lies within the range of all
 * draws and is no further from the closest of them than a few times the distance that this one keeps from others. So
 * the scale is that of the draws nearby, and what lies between two clumps is not visited. Not for several threads.
 */
final class Visited {

    /** Draws that are looked at. */
    private static final int MOST = 200;
    private static final int NEIGHBOUR = 10;
    private static final double FEW_TIMES = 3;

    private final AffineMap whitening;
    private final Region range;
    private final double[][] draws;
    private final double[] spacings;
    private final double[] z;

    private Visited(AffineMap whitening, Region range, double[][] draws, double[] spacings) {
        this.whitening = whitening;
        this.range = range;
        this.draws = draws;
        this.spacings = spacings;
        this.z = new double[whitening.dimension()];
    }

    /**
     * @param range in which all draws lie
     * @param chosen numbers of draws that stand for all
     */
    static Visited of(AffineMap whitening, Region range, double[][] points, int[] chosen) {
        double[][] draws = new double[chosen.length][whitening.dimension()];
        for (int i = 0; i < draws.length; i++) {
            whitening.fromPoint(points[chosen[i]], draws[i]);
        }
        double[] spacings = new double[draws.length];
        double[] distances = new double[draws.length];
        for (int i = 0; i < draws.length; i++) {
            for (int j = 0; j < draws.length; j++) {
                distances[j] = square(draws[i], draws[j]);
            }
            Arrays.sort(distances);
            spacings[i] = distances[Math.min(NEIGHBOUR, draws.length - 1)];
        }
        return new Visited(whitening, range, draws, spacings);
    }

    /** How many draws stand for so many. */
    static int enough(int count) {
        return Math.min(count, MOST);
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /** For another thread. */
    Visited fork() {
        return new Visited(whitening, range, draws, spacings);
    }

    boolean holds(double[] point) {
        if (!range.holds(point)) {
            return false;
        }
        whitening.fromPoint(point, z);
        int closest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < draws.length; i++) {
            double distance = square(draws[i], z);
            if (distance < least) {
                least = distance;
                closest = i;
            }
        }
        return least <= FEW_TIMES * FEW_TIMES * spacings[closest];
    }
}
