package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import org.penumbra.math.AffineMap;
import org.penumbra.math.RandomStream;

/**
 * Where climbs begin: at prior draws, at uniform draws near 0 and far from it, and around the answer at any distance.
 * Of several such points the most surprising one is taken, whose density is highest compared with what a normal with
 * the moments of the answer would have there: another mode, however narrow, is higher than that well beyond its own
 * width. Not for several threads.
 */
final class Starts {

    private static final int TRIES = 20;
    private static final double RADIUS = 2;
    private static final double WIDE = 8;
    /** In standard deviations of the answer. */
    private static final double NEAREST = 4;
    private static final double FURTHEST = 60;

    private final Metered target;
    private final AffineMap whitening;
    private final double peak;
    private final double[] z;

    /** The kinds of points: (-2, 2) and (-8, 8) are in free coordinates. */
    enum Where {
        PRIOR, NEAR, FAR, AROUND
    }

    /**
     * @param whitening under which the answer looks standard normal
     * @param peak largest log density of its draws
     */
    Starts(Metered target, AffineMap whitening, double peak) {
        this.target = target;
        this.whitening = whitening;
        this.peak = peak;
        this.z = new double[target.dimension()];
    }

    /**
     * @param among so many points with a finite density the most surprising one is taken
     * @return null when no point has a finite density, or nothing may be spent
     */
    double[] next(RandomStream random, Where where, int among) {
        double[] best = null;
        double least = Double.POSITIVE_INFINITY;
        int defined = 0;
        for (int i = 0; i < TRIES + among && defined < among && !target.isSpent(); i++) {
            double[] x = point(random, where);
            double value = target.logDensity(x);
            if (Double.isFinite(value)) {
                defined++;
                double share = (peak - value) / (1 + 0.5 * square(x));
                if (best == null || share < least) {
                    best = x;
                    least = share;
                }
            }
        }
        return best;
    }

    /** Of the distance to the centre of the answer, in its standard deviations. */
    private double square(double[] x) {
        whitening.fromPoint(x, z);
        return Arrays.stream(z).map(each -> each * each).sum();
    }

    private double[] point(RandomStream random, Where where) {
        double[] x = new double[target.dimension()];
        switch (where) {
            case PRIOR -> target.samplePrior(random, x);
            case NEAR -> uniform(random, RADIUS, x);
            case FAR -> uniform(random, WIDE, x);
            case AROUND -> around(random, x);
        }
        return x;
    }

    private static void uniform(RandomStream random, double radius, double[] x) {
        Arrays.setAll(x, coordinate -> 2 * radius * random.nextDouble() - radius);
    }

    private void around(RandomStream random, double[] x) {
        double distance = NEAREST * StrictMath.pow(FURTHEST / NEAREST, random.nextDouble());
        Arrays.setAll(z, coordinate -> distance * random.nextGaussian());
        whitening.toPoint(z, x);
    }
}
