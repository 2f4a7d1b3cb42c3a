package org.penumbra.flows;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;

/**
 * Plain stochastic ascent of the ELBO, Adam on clipped gradients with a rate that falls to 0 along a cosine; and what
 * came of it.
 */
final class Ascent {

    private static final double LONGEST = 0.5;

    private final Target target;
    private final Guide guide;
    private final RandomStream random;
    private final double[] noise;
    private final double[] x;
    private final double[] slope;
    private final double[] gradient;
    private final double[] first;
    private final double[] second;

    Ascent(Target target, Guide guide, RandomStream random) {
        this.target = target;
        this.guide = guide;
        this.random = random;
        this.noise = new double[guide.noiseSize()];
        this.x = new double[guide.dimension()];
        this.slope = new double[guide.dimension()];
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
                guide.accumulateGradient(noise, slope, 1.0 / particles, gradient);
            }
            clip();
            move(step, rate * 0.5 * (1 + StrictMath.cos(Math.PI * step / steps)));
        }
        return this;
    }

    /** To a length that heavy tails of gradients, as under a funnel, cannot exceed. */
    private void clip() {
        double square = 0;
        for (double slopes : gradient) {
            square += slopes * slopes;
        }
        double factor = Math.min(1, LONGEST / Math.sqrt(square));
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= factor;
        }
    }

    private void move(int step, double rate) {
        double[] parameters = guide.parameters();
        for (int i = 0; i < gradient.length; i++) {
            first[i] += 0.1 * (gradient[i] - first[i]);
            second[i] += 0.001 * (gradient[i] * gradient[i] - second[i]);
            double mean = first[i] / (1 - StrictMath.pow(0.9, step));
            double square = second[i] / (1 - StrictMath.pow(0.999, step));
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
