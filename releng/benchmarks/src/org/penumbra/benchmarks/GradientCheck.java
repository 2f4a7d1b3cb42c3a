package org.penumbra.benchmarks;

import org.penumbra.inference.Target;

/**
 * Compares a gradient with finite differences of the log density. Coordinates have very different scales, so each is
 * measured in its own: s = |d2 log p / dx2|^(-1/2), the standard deviation of a Normal with that curvature, but at most
 * max(1, |x|), for a curvature may vanish on its way from one sign to the other.
 */
final class GradientCheck {

    private static final double STEP = 0.02;

    private final Target target;
    private final double[] gradient;

    GradientCheck(Target target) {
        this.target = target;
        this.gradient = new double[target.dimension()];
    }

    /** The largest |gradient - difference| s, relative to max(1, |gradient| s). */
    double worst(double[] x) {
        double worst = 0;
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            double scale = scale(moved, i);
            target.logDensityAndGradient(moved, gradient);
            double exact = gradient[i];
            int coordinate = i;
            double slope = Differences.slope(value -> {
                moved[coordinate] = value;
                return target.logDensity(moved);
            }, x[i], STEP * scale);
            moved[i] = x[i];
            double error = Math.abs(exact - slope) * scale / Math.max(1, Math.abs(exact) * scale);
            worst = Math.max(worst, error);
        }
        return worst;
    }

    private double scale(double[] x, int i) {
        double kept = x[i];
        double size = Math.max(1, Math.abs(kept));
        double step = 1e-5 * size;
        double curvature = (slopeAt(x, i, kept + step) - slopeAt(x, i, kept - step)) / (2 * step);
        x[i] = kept;
        return Math.min(size, 1 / Math.sqrt(Math.abs(curvature)));
    }

    private double slopeAt(double[] x, int i, double value) {
        x[i] = value;
        target.logDensityAndGradient(x, gradient);
        return gradient[i];
    }
}
