package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The evidence lower bound E_q[log p(x) - log q(x)], estimated as the mean over draws from the guide; its gradient goes
 * through the draws (Kingma and Welling 2014). For a point guide it is log p at the point. The divergence of the guide
 * from the prior may be given another weight, for good (Higgins et al. 2017, "beta-VAE") or while training begins
 * (Bowman et al. 2016, "Generating sentences from a continuous space"): see {@link TemperedElbo}.
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
     * @param beta weight of the divergence from the prior
     * @param annealing estimates over which that weight rises to beta; 0 for none
     * @param annealFrom share of beta that it rises from
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
                    + "a flexible guide near the end of a fit.", value = "total") Gradient gradient,
            @Option(label = "Beta", help = "Weight of the divergence of the guide from the prior. 1 is the ELBO; more "
                    + "presses latent sites to their prior, as a beta-VAE does, and less fits the data closer. Only 1 "
                    + "aims at the posterior.", value = "1", min = 1e-6, max = 1e6) double beta,
            @Option(label = "Annealing", help = "Steps over which the weight of the divergence rises in equal parts to "
                    + "beta (KL annealing), so that latent sites are used before their prior presses on them. 0 gives "
                    + "them the full weight at once.", value = "0", min = 0, max = 1e12) long annealing,
            @Option(label = "Anneal from", help = "With annealing: the share of beta that the weight rises from.",
                    value = "0", min = 0, max = 1) double annealFrom) {

        /** The ELBO itself. */
        public Options(int particles, boolean antithetic, Gradient gradient) {
            this(particles, antithetic, gradient, 1, 0, 0);
        }

        /** @throws IllegalArgumentException for pairs of an odd number of particles */
        public Options {
            if (antithetic && particles % 2 != 0) {
                throw new IllegalArgumentException("antithetic = true expects an even number of particles, such as "
                        + (particles + 1) + "; found " + particles + ".");
            }
        }

        private boolean isTempered() {
            return beta != 1 || annealing > 0 && annealFrom < 1;
        }
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        int count = guide.isDistribution() ? options.particles() : 1;
        Elbo elbo = new Elbo(new Particles(target, guide, count, workers), guide, options);
        return options.isTempered() ? new TemperedElbo(elbo, Needs.prior("TraceELBO(beta, annealing)", target),
                guide, options) : elbo;
    }

    static final class Elbo extends ParticleEstimator {
        private final boolean pairs;
        /** Null when the total derivative is wanted. */
        final Path path;

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
