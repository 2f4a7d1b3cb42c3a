package org.penumbra.objectives;

import org.penumbra.core.Workers;
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

    /** How the gradient is estimated. */
    public enum Gradient {
        /** The derivative of the estimate itself. */
        TOTAL,
        /**
         * Sticking the landing: without the score of the guide, whose mean is 0 but whose noise is not, so that the
         * noise vanishes where the guide is exact (Roeder, Wu and Duvenaud 2017).
         */
        STL
    }

    /**
     * @param particles draws per estimate
     * @param antithetic whether draws come in mirrored pairs
     * @param gradient how the gradient is estimated
     */
    public record Options(
            @Option(label = "Particles", help = "Draws from the guide per step. More make every step costlier and its "
                    + "gradient less noisy; 1 is usually best with a small learning rate.",
                    value = "1", min = 1, max = 1e6) int particles,
            @Option(label = "Antithetic", help = "Draw in pairs with mirrored noise, which takes out the noise of "
                    + "everything that is linear in it; needs an even number of particles.",
                    value = "false") boolean antithetic,
            @Option(label = "Gradient", help = "total is the derivative of the estimate; stl (sticking the landing) "
                    + "leaves out the score of the guide and loses its noise as the guide becomes exact, so it helps "
                    + "a flexible guide near the end of a fit.", value = "total") Gradient gradient) {

        /** @throws IllegalArgumentException for pairs of an odd number of particles */
        public Options {
            if (antithetic && particles % 2 != 0) {
                throw new IllegalArgumentException("antithetic = true expects an even number of particles, such as "
                        + (particles + 1) + "; found " + particles + ".");
            }
        }
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        int count = guide.isDistribution() ? options.particles() : 1;
        return new Elbo(new Particles(target, guide, count, workers), guide, options);
    }

    private static final class Elbo extends ParticleEstimator {
        private final boolean pairs;
        /** Null when the total derivative is wanted. */
        private final Path path;

        Elbo(Particles particles, Guide guide, Options options) {
            super(particles);
            this.pairs = options.antithetic() && particles.count > 1;
            this.path = options.gradient() == Gradient.TOTAL ? null
                    : new Path(Needs.path("TraceELBO(gradient = stl)", guide), particles);
        }

        @Override
        void draw(RandomStream random) {
            if (pairs) {
                particles.drawPairs(random);
            } else {
                super.draw(random);
            }
        }

        @Override
        double combine(RandomStream random, double[] gradient) {
            double weight = 1.0 / particles.count;
            for (int k = 0; k < particles.count; k++) {
                if (path == null) {
                    particles.accumulateTotal(k, weight, gradient);
                } else {
                    path.accumulate(k, weight, gradient);
                }
            }
            return particles.meanLogWeight();
        }
    }
}
