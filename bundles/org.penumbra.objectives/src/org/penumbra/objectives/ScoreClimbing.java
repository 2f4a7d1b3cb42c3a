package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.ScoredGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Markovian score climbing (Naesseth, Lindsten and Blei 2020, algorithms 1 and 2): lowers KL(p || q) along the score of
 * the guide at a Markov chain whose stationary law is the posterior. Its kernel is conditional importance sampling: the
 * present state and fresh draws from the guide compete by their importance weights. The bias of plain importance
 * weights is thus traded for the correlation of a chain, and vanishes as the chain goes on.
 *
 * <p>The estimate is -KL(p || q) by the same weights, at most 0.
 */
public final class ScoreClimbing implements Objective<ScoreClimbing.Options> {

    /**
     * @param particles the state of the chain and the fresh draws
     * @param raoBlackwell whether all candidates count by their weights, instead of the chosen one alone
     */
    public record Options(
            @Option(label = "Particles", help = Help.SCORED, value = "10", min = 2, max = 1e6) int particles,
            @Option(label = "Rao-Blackwell", help = "Let every candidate count by its weight instead of the chosen one "
                    + "alone; less noise at hardly any cost.", value = "true") boolean raoBlackwell) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new Chain(new Particles(target, guide, options.particles(), workers), Needs.score("MSC", guide),
                options.raoBlackwell());
    }

    /** State: whether the chain has begun (1 or 0), then its n coordinates. */
    private static final class Chain extends ParticleEstimator {
        private final ScoredGuide guide;
        private final boolean raoBlackwell;
        private final double[] weights;
        private final double[] link;
        private boolean begun;

        Chain(Particles particles, ScoredGuide guide, boolean raoBlackwell) {
            super(particles);
            this.guide = guide;
            this.raoBlackwell = raoBlackwell;
            this.weights = new double[particles.count];
            this.link = new double[particles.dimension];
        }

        /** The chain begins with a draw from the guide. */
        @Override
        void draw(RandomStream random) {
            particles.draw(random, begun ? 1 : 0);
            if (begun) {
                particles.place(0, link);
            }
        }

        @Override
        void evaluate() {
            particles.evaluate();
        }

        @Override
        double combine(RandomStream random, double[] gradient) {
            double uniform = random.nextDouble();
            double logMean = Weights.normalise(particles.logWeight, 1, weights);
            if (!Double.isFinite(logMean)) {
                return logMean;
            }
            int chosen = choose(uniform);
            System.arraycopy(particles.x[chosen], 0, link, 0, link.length);
            begun = true;
            for (int k = 0; k < weights.length; k++) {
                double weight = raoBlackwell ? weights[k] : k == chosen ? 1 : 0;
                if (weight != 0) {
                    guide.accumulateScore(particles.x[k], weight, gradient);
                }
            }
            return Weights.minusForwardDivergence(logMean, particles.logWeight, weights);
        }

        private int choose(double uniform) {
            double sum = 0;
            int last = 0;
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k];
                if (uniform < sum) {
                    return k;
                }
                last = weights[k] > 0 ? k : last;
            }
            return last;
        }

        @Override
        public double[] state() {
            double[] state = new double[1 + link.length];
            state[0] = begun ? 1 : 0;
            System.arraycopy(link, 0, state, 1, link.length);
            return state;
        }

        @Override
        public void restore(double[] state) {
            Check.length(state, 1 + link.length);
            begun = state[0] != 0;
            System.arraycopy(state, 1, link, 0, link.length);
        }
    }
}
