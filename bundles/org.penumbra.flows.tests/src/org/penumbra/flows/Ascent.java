package org.penumbra.flows;

import java.util.Arrays;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;

/**
 * Stochastic ascent of the ELBO along the path alone (sticking the landing; Roeder, Wu and Duvenaud 2017), Adam with a
 * rate that falls to 0 along a cosine; and what came of it.
 */
final class Ascent {

    private final Target target;
    private final DifferentiableGuide guide;
    private final RandomStream random;
    private final double[] noise;
    private final double[] x;
    private final double[] slope;
    private final double[] slopeOfGuide;
    private final double[] gradient;
    private final double[] first;
    private final double[] second;

    Ascent(Target target, DifferentiableGuide guide, RandomStream random) {
        this.target = target;
        this.guide = guide;
        this.random = random;
        this.noise = new double[guide.noiseSize()];
        this.x = new double[guide.dimension()];
        this.slope = new double[guide.dimension()];
        this.slopeOfGuide = new double[guide.dimension()];
        this.gradient = new double[guide.parameters().length];
        this.first = new double[gradient.length];
        this.second = new double[gradient.length];
    }

    Ascent run(int steps, int particles, double rate) {
        for (int step = 1; step <= steps; step++) {
            Arrays.fill(gradient, 0);
            for (int particle = 0; particle < particles; particle++) {
                guide.sample(random, noise, x);
                target.logDensityAndGradient(x, slope);
                if (path) {
                guide.logDensityAndGradient(x, slopeOfGuide);
                for (int i = 0; i < slope.length; i++) {
                    slope[i] = (slope[i] - slopeOfGuide[i]) / particles;
                }
                guide.pullBack(noise, slope, gradient);
                } else {
                guide.accumulateGradient(noise, slope, 1.0 / particles, gradient);
                }
            }
            clip();
            move(step, rate * 0.5 * (1 + Math.cos(Math.PI * step / steps)));
        }
        return this;
    }

    private static final boolean path = System.getenv("PATHG") != null;
    private static final double CLIP = Double.parseDouble(System.getenv().getOrDefault("CLIP", "10"));
    private void clip() {
        double norm = 0;
        for (double g : gradient) norm += g * g;
        norm = Math.sqrt(norm);
        if (norm > CLIP) for (int i = 0; i < gradient.length; i++) gradient[i] *= CLIP / norm;
    }

    private void move(int step, double rate) {
        double[] parameters = guide.parameters();
        for (int i = 0; i < gradient.length; i++) {
            first[i] += 0.1 * (gradient[i] - first[i]);
            second[i] += 0.001 * (gradient[i] * gradient[i] - second[i]);
            double mean = first[i] / (1 - Math.pow(0.9, step));
            double square = second[i] / (1 - Math.pow(0.999, step));
            parameters[i] += rate * mean / (Math.sqrt(square) + 1e-8);
        }
    }

    /** @param elbo mean of log p - log q */
    record Quality(double kHat, double elbo) {
    }

    Quality quality(int draws) {
        double[] ratios = new double[draws];
        for (int i = 0; i < draws; i++) {
            double logQ = guide.sample(random, noise, x);
            ratios[i] = target.logDensity(x) - logQ;
        }
        return new Quality(Psis.smooth(ratios).kHat(), Arrays.stream(ratios).average().orElseThrow());
    }
}
