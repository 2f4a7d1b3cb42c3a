package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.FactoredGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.ScoredGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The ELBO by its score-function gradient E_q[(log p - log q - b) grad log q] (Paisley, Blei and Jordan 2012;
 * Ranganath, Gerrish and Blei 2014), which asks neither the model nor the draws to be differentiable. The baseline b,
 * which does not change the mean, is for each of several particles the mean of the others (Salimans and Knowles 2014;
 * Kool, van Hoof and Welling 2019), and for a single one a running mean of what came before (Mnih and Gregor 2014).
 * Where model and guide tell what depends on what, each part of the guide has a cost and a baseline of its own ({@link
 * Downstream}), as in Pyro's TraceGraph_ELBO.
 */
public final class ScoreFunctionElbo implements Objective<ScoreFunctionElbo.Options> {

    /**
     * @param particles draws per estimate
     * @param decay share of the running mean that is kept from estimate to estimate
     * @param downstream whether a part of the guide is charged with what depends on it alone
     */
    public record Options(
            @Option(label = "Particles", help = Help.SCORED, value = "10", min = 1, max = 1e6) int particles,
            @Option(label = "Decay", help = "Share of running means, such as the baseline of a single particle, that "
                    + "is kept from step to step.", value = "0.9", min = 0, max = 0.999999) double decay,
            @Option(label = "Downstream", help = "Charge each part of the guide with what depends on it, where model "
                    + "and "
                    + "guide tell, and with the rest only as far as that takes noise out.",
                    value = "true") boolean downstream) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        ScoredGuide scored = Needs.score("ScoreFunctionELBO", guide);
        Particles particles = new Particles(target, guide, options.particles(), workers);
        return options.downstream() && scored instanceof FactoredGuide factored
                ? GraphElbo.of(target, factored, particles, options.decay()).map(Estimator.class::cast)
                        .orElseGet(() -> new Baselined(particles, scored, options.decay()))
                : new Baselined(particles, scored, options.decay());
    }

    /** State: how many estimates the running mean knows (0, or 1 for some), and the running mean. */
    private static final class Baselined extends ParticleEstimator {
        private final ScoredGuide guide;
        private final double decay;
        private boolean begun;
        private double running;

        Baselined(Particles particles, ScoredGuide guide, double decay) {
            super(particles);
            this.guide = guide;
            this.decay = decay;
        }

        @Override
        void evaluate() {
            particles.evaluate();
        }

        @Override
        double combine(RandomStream random, double[] gradient) {
            double value = particles.meanLogWeight();
            if (Double.isFinite(value)) {
                if (particles.count == 1) {
                    accumulateOne(value, gradient);
                } else {
                    accumulateAll(value, gradient);
                }
            }
            return value;
        }

        /** The first has no baseline. */
        private void accumulateOne(double value, double[] gradient) {
            guide.accumulateScore(particles.x[0], value - running, gradient);
            running = begun ? decay * running + (1 - decay) * value : value;
            begun = true;
        }

        /** f_k less the mean of the others is K / (K - 1) times f_k less the mean of all. */
        private void accumulateAll(double mean, double[] gradient) {
            double scale = 1.0 / (particles.count - 1);
            for (int k = 0; k < particles.count; k++) {
                guide.accumulateScore(particles.x[k], scale * (particles.logWeight[k] - mean), gradient);
            }
        }

        @Override
        public double[] state() {
            return new double[] {begun ? 1 : 0, running};
        }

        @Override
        public void restore(double[] state) {
            Check.length(state, 2);
            begun = state[0] != 0;
            running = state[1];
        }
    }
}
