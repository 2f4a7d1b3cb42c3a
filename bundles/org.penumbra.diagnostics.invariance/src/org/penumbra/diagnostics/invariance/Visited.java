package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import org.penumbra.math.AffineMap;

/**
 * The places that draws visit, which may lie in several clumps: a place counts when it lies within the range of all
 * draws and is no further from the closest of them than a few times the distances that this one keeps from those next
 * to it, coordinate by coordinate. So the scale is that of the draws nearby, and what lies between two clumps is not
 * visited. Not for several threads.
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
    /** Root mean square differences to the neighbours, of each draw in each coordinate. */
    private final double[][] reaches;
    private final double[] z;

    private Visited(AffineMap whitening, Region range, double[][] draws, double[] spacings,
            double[][] reaches) {
        this.whitening = whitening;
        this.range = range;
        this.draws = draws;
        this.spacings = spacings;
        this.reaches = reaches;
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
        double[][] reaches = new double[draws.length][];
        double[] distances = new double[draws.length];
        for (int i = 0; i < draws.length; i++) {
            for (int j = 0; j < draws.length; j++) {
                distances[j] = square(draws[i], draws[j]);
            }
            Arrays.sort(distances);
            spacings[i] = distances[Math.min(NEIGHBOUR, draws.length - 1)];
            reaches[i] = reach(draws, i, spacings[i]);
        }
        return new Visited(whitening, range, draws, spacings, reaches);
    }

    /** @param within square of the distance that neighbours have at most */
    private static double[] reach(double[][] draws, int of, double within) {
        double[] squares = new double[draws[of].length];
        int neighbours = 0;
        for (double[] other : draws) {
            if (other != draws[of] && square(draws[of], other) <= within) {
                neighbours++;
                for (int k = 0; k < squares.length; k++) {
                    squares[k] += (draws[of][k] - other[k]) * (draws[of][k] - other[k]);
                }
            }
        }
        int count = Math.max(neighbours, 1);
        return Arrays.stream(squares).map(sum -> Math.sqrt(sum / count)).toArray();
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
        return new Visited(whitening, range, draws, spacings, reaches);
    }

    /**
     * Entropy of the draws in whitened coordinates by the distances to neighbours (Kozachenko and Leonenko 1987): of
     * clumps that lie apart as well. Rough from about ten coordinates on.
     */
    double entropy() {
        int n = whitening.dimension();
        double logs = 0;
        for (double spacing : spacings) {
            logs += 0.5 * StrictMath.log(Math.max(spacing, Double.MIN_NORMAL));
        }
        int neighbour = Math.min(NEIGHBOUR, draws.length - 1);
        return StrictMath.log((draws.length - 0.5) / (neighbour - 0.5)) + logBall(n) + n * logs / draws.length;
    }

    /** Log volume of the unit ball: V(n) = 2 pi / n V(n - 2). */
    private static double logBall(int n) {
        double log = n % 2 == 0 ? 0 : StrictMath.log(2);
        for (int k = n; k > 1; k -= 2) {
            log += StrictMath.log(2 * Math.PI / k);
        }
        return log;
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
        for (int k = 0; k < z.length; k++) {
            if (!(Math.abs(z[k] - draws[closest][k]) <= FEW_TIMES * reaches[closest][k])) {
                return false;
            }
        }
        return true;
    }
}
