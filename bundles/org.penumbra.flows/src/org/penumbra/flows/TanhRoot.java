package org.penumbra.flows;

import org.penumbra.math.Kernels;

/** The root of a + r tanh(s a + e) = c, which is the only one when r s > -1. */
final class TanhRoot {

    private static final int STEPS = 200;
    private static final double PRECISION = 1e-15;

    private TanhRoot() {
    }

    /** Newton's method inside of a bracket, which is halved where Newton's step leaves it. */
    static double solve(double r, double s, double e, double c) {
        double low = c - Math.abs(r);
        double high = c + Math.abs(r);
        double a = c;
        for (int step = 0; step < STEPS; step++) {
            double t = Kernels.tanh(s * a + e);
            double excess = a + r * t - c;
            if (excess > 0) {
                high = a;
            } else {
                low = a;
            }
            double next = a - excess / (1 + r * s * (1 - t * t));
            if (Math.abs(next - a) <= PRECISION * Math.max(1, Math.abs(a))) {
                return next;
            }
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            a = next;
        }
        return a;
    }
}
