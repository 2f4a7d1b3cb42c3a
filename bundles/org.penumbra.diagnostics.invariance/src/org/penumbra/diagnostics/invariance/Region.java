package org.penumbra.diagnostics.invariance;

import org.penumbra.math.AffineMap;

/** Where points lie in whitened coordinates, how widely, and how much mass is there. */
final class Region {

    /** In standard deviations of the region: further away than this is somewhere else. */
    private static final double FAR = 8;
    /** Another mode may lie a little further away than this, so only what is closer is in the same place. */
    private static final double CLOSE = 3;
    /** Narrower than this share of the answer's standard deviations counts as so wide when asked what lies inside. */
    private static final double NARROWEST = 0.05;

    private final AffineMap whitening;
    private final double[] mean;
    private final double[] deviations;
    private final double level;
    private final double mass;
    private final double[] centre;

    Region(AffineMap whitening, Ensemble points, double[] logP) {
        this.whitening = whitening;
        int n = points.dimension();
        double[][] z = new double[points.points().length][n];
        for (int i = 0; i < z.length; i++) {
            whitening.fromPoint(points.points()[i], z[i]);
        }
        Ensemble white = new Ensemble(z, points.weights(), points.worth());
        this.mean = white.mean();
        this.deviations = white.variances(mean);
        double logVolume = 0;
        for (int i = 0; i < n; i++) {
            logVolume += 0.5 * StrictMath.log(deviations[i]);
            deviations[i] = Math.max(Math.sqrt(deviations[i]), NARROWEST);
        }
        double sum = 0;
        for (int i = 0; i < logP.length; i++) {
            sum += points.weights()[i] * logP[i];
        }
        this.level = sum;
        this.mass = level + logVolume;
        this.centre = new double[n];
        whitening.toPoint(mean, centre);
    }

    /** Mean log density and half the log volume: the log mass, up to the same constant for every region. */
    double mass() {
        return mass;
    }

    /** Mean log density. */
    double level() {
        return level;
    }

    /** In free coordinates. */
    double[] centre() {
        return centre;
    }

    /** Whether a point is not so far away that it is somewhere else. */
    boolean holds(double[] point) {
        return isWithin(FAR, point);
    }

    /** Whether a point is among those of the region. */
    boolean contains(double[] point) {
        return isWithin(CLOSE, point);
    }

    private boolean isWithin(double reach, double[] point) {
        double[] z = new double[mean.length];
        whitening.fromPoint(point, z);
        for (int i = 0; i < z.length; i++) {
            if (!(Math.abs(z[i] - mean[i]) <= reach * deviations[i])) {
                return false;
            }
        }
        return true;
    }
}
