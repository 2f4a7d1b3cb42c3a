package org.penumbra.testing;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;

/** The derivatives of a guide against differences. */
final class GuideDerivatives {

    private static final double TOLERANCE = 1e-6;
    private static final double WEIGHT = 0.7;

    private final Guide guide;
    private final Target target;
    private final double[] noise;
    private final double[] x;

    /** @param noise of the draw at which everything is compared */
    GuideDerivatives(Guide guide, Target target, double[] noise) {
        this.guide = guide;
        this.target = target;
        this.noise = noise;
        this.x = new double[guide.dimension()];
    }

    /** Of log p(f(noise)) - log q(f(noise)). */
    void checkObjective() {
        double[] slope = new double[x.length];
        double logQ = guide.transform(noise, x);
        target.logDensityAndGradient(x, slope);
        double[] gradient = ones();
        guide.accumulateGradient(noise, slope, WEIGHT, gradient);
        compare(gradient, "accumulateGradient", () -> {
            double value = -guide.transform(noise, x);
            return WEIGHT * (value + target.logDensity(x));
        });
        Claims.nearly(logQ, guide.transform(noise, x), 0, "transform is repeatable");
    }

    /** Densities asked for between a draw and its path, as objectives do, change nothing. */
    void checkPath(DifferentiableGuide differentiable) {
        double[] v = new double[x.length];
        Arrays.setAll(v, i -> 0.3 + 0.5 * i * (i % 2 == 0 ? 1 : -1));
        guide.transform(noise, x);
        double[] gradient = ones();
        differentiable.pullBack(noise, v, gradient);
        double[] twice = gradient.clone();
        double[] elsewhere = x.clone();
        elsewhere[0] += 1;
        differentiable.logDensityAndGradient(elsewhere, new double[x.length]);
        differentiable.pullBack(noise, v, twice);
        for (int j = 0; j < twice.length; j++) {
            Claims.nearly(2 * gradient[j] - 1, twice[j], 1e-9, "pullBack after the density of another point");
        }
        compare(gradient, "pullBack", () -> {
            guide.transform(noise, x);
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += v[i] * x[i];
            }
            return sum;
        });
    }

    /** The slope and the score, at a draw and next to it. */
    void checkDensity(DifferentiableGuide differentiable) {
        guide.transform(noise, x);
        for (int i = 0; i < x.length; i++) {
            x[i] += 0.1 * (1 + i);
        }
        double[] slope = new double[x.length];
        double expected = guide.logDensity(x);
        Claims.nearly(expected, differentiable.logDensityAndGradient(x, slope), 1e-9, "logDensityAndGradient");
        for (int i = 0; i < x.length; i++) {
            Claims.nearly(Difference.by(x, i, () -> guide.logDensity(x)), slope[i], TOLERANCE,
                    "slope of log q by coordinate " + i);
        }
        double[] score = ones();
        Claims.nearly(expected, differentiable.accumulateScore(x, WEIGHT, score), 1e-9, "accumulateScore");
        compare(score, "accumulateScore", () -> WEIGHT * guide.logDensity(x));
    }

    /** @param gradient that began with ones */
    private void compare(double[] gradient, String name, DoubleSupplier value) {
        for (int j = 0; j < gradient.length; j++) {
            Claims.nearly(Difference.by(guide.parameters(), j, value), gradient[j] - 1, TOLERANCE,
                    name + " by parameter " + j + " of " + gradient.length);
        }
    }

    private double[] ones() {
        double[] gradient = new double[guide.parameters().length];
        Arrays.fill(gradient, 1);
        return gradient;
    }
}
