package org.penumbra.testplugins.good;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The ELBO with path derivatives: the mean of log p(x) - log q(x) over draws x = f(noise). */
public final class TestPathElbo implements Objective<TestPathElbo.Options> {

    /** @param particles draws per estimate */
    public record Options(
            @Option(label = "Particles", help = "Draws per estimate; more are slower and less noisy.", value = "1",
                    min = 1) int particles) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return new Average(target, guide, options.particles());
    }

    private static final class Average implements Estimator {
        private final Target target;
        private final Guide guide;
        private final int particles;
        private final double[] noise;
        private final double[] x;
        private final double[] slope;

        Average(Target target, Guide guide, int particles) {
            this.target = target;
            this.guide = guide;
            this.particles = particles;
            this.noise = new double[guide.noiseSize()];
            this.x = new double[target.dimension()];
            this.slope = new double[target.dimension()];
        }

        @Override
        public double valueAndGradient(RandomStream random, double[] gradient) {
            Arrays.fill(gradient, 0);
            double sum = 0;
            for (int particle = 0; particle < particles; particle++) {
                double logQ = guide.sample(random, noise, x);
                sum += target.logDensityAndGradient(x, slope) - logQ;
                guide.accumulateGradient(noise, slope, 1.0 / particles, gradient);
            }
            return sum / particles;
        }
    }
}
