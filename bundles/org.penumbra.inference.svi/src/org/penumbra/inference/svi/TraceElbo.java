package org.penumbra.inference.svi;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The evidence lower bound E_q[log p(x) - log q(x)], estimated as the mean over draws from the guide; its gradient goes
 * through the draws (Kingma and Welling 2014). For a point guide it is log p at the point.
 */
public final class TraceElbo implements Objective<TraceElbo.Options> {

    /** @param particles draws per estimate */
    public record Options(
            @Option(label = "Particles", help = "Draws from the guide per step. More make every step costlier and its "
                    + "gradient less noisy; 1 is usually best with a small learning rate.",
                    value = "1", min = 1, max = 1e6) int particles) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return new ParticleEstimator(target, guide, guide.isDistribution() ? options.particles() : 1);
    }

    private static final class ParticleEstimator implements Estimator {
        private final Target target;
        private final Guide guide;
        private final int particles;
        private final double[] noise;
        private final double[] x;
        private final double[] targetGradient;

        ParticleEstimator(Target target, Guide guide, int particles) {
            this.target = target;
            this.guide = guide;
            this.particles = particles;
            this.noise = new double[guide.noiseSize()];
            this.x = new double[target.dimension()];
            this.targetGradient = new double[target.dimension()];
        }

        @Override
        public double valueAndGradient(RandomStream random, double[] gradient) {
            Arrays.fill(gradient, 0);
            double weight = 1.0 / particles;
            double sum = 0;
            for (int particle = 0; particle < particles; particle++) {
                double logQ = guide.sample(random, noise, x);
                sum += target.logDensityAndGradient(x, targetGradient) - logQ;
                guide.accumulateGradient(noise, targetGradient, weight, gradient);
            }
            return sum * weight;
        }
    }
}
