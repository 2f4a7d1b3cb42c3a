package org.penumbra.testplugins.good;

import org.penumbra.inference.Target;

/** Newton's method with the diagonal of the Hessian alone, damped so that the log density never falls. */
final class Climb {
    private static final double DIFFERENCE = 1e-4;
    private static final double TOP = 1e-6;
    private static final double LEAST_CURVATURE = 1e-3;
    private static final int HALVINGS = 30;

    private final Target target;
    private final double[] point;
    private final double[] gradient;
    private final double[] curvature;
    private final double[] other;
    private double value;

    Climb(Target target, double[] start) {
        this.target = target;
        this.point = start;
        this.gradient = new double[start.length];
        this.curvature = new double[start.length];
        this.other = new double[start.length];
        look();
    }

    /** Whether the next full step would be too short to matter. */
    boolean isAtTop() {
        double longest = 0;
        for (int i = 0; i < point.length; i++) {
            longest = Math.max(longest, Math.abs(gradient[i] / curvature[i]));
        }
        return longest < TOP;
    }

    /** Goes up, by less than a full step where that would go down; returns the new log density. */
    double step() {
        double share = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            for (int i = 0; i < point.length; i++) {
                other[i] = point[i] + share * gradient[i] / curvature[i];
            }
            if (target.logDensity(other) >= value) {
                System.arraycopy(other, 0, point, 0, point.length);
                break;
            }
            share /= 2;
        }
        look();
        return value;
    }

    double value() {
        return value;
    }

    double[] point() {
        return point;
    }

    /** Minus the second derivatives, bounded away from 0. */
    double[] curvature() {
        return curvature;
    }

    private void look() {
        double[] slope = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double center = point[i];
            point[i] = center + DIFFERENCE;
            target.logDensityAndGradient(point, slope);
            double above = slope[i];
            point[i] = center - DIFFERENCE;
            target.logDensityAndGradient(point, slope);
            point[i] = center;
            curvature[i] = Math.max(LEAST_CURVATURE, (slope[i] - above) / (2 * DIFFERENCE));
        }
        value = target.logDensityAndGradient(point, gradient);
    }
}
