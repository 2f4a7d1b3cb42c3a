package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.ScoredGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The importance-weighted bound L = log mean(w) by its score-function gradient, with a baseline for each particle from
 * the others (Mnih and Rezende 2016, "Variational inference for Monte Carlo objectives", eq. 7 and 10): L with w_k
 * replaced by the geometric mean of the others. The mean score of all draws, which is 0 on average, is added to the
 * part through the weights, so that the noise vanishes where the guide is exact.
 */
public final class Vimco implements Objective<Vimco.Options> {

    /** @param particles K */
    public record Options(
            @Option(label = "Particles", help = Help.SCORED, value = "10", min = 2, max = 1e4) int particles) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new Scored(new Particles(target, guide, options.particles(), workers), Needs.score("VIMCO", guide));
    }

    private static final class Scored extends ParticleEstimator {
        private final ScoredGuide guide;
        private final double[] weights;
        /** The log weights with one replaced, and what they come to. */
        private final double[] replaced;
        private final double[] replacedWeights;

        Scored(Particles particles, ScoredGuide guide) {
            super(particles);
            this.guide = guide;
            this.weights = new double[particles.count];
            this.replaced = new double[particles.count];
            this.replacedWeights = new double[particles.count];
        }

        @Override
        void evaluate() {
            particles.evaluate();
        }

        /** A particle where the target vanishes has no logarithm to average: the estimate is then not defined. */
        @Override
        double combine(RandomStream random, double[] gradient) {
            double mean = particles.meanLogWeight();
            if (!Double.isFinite(mean)) {
                return mean;
            }
            double bound = Weights.normalise(particles.logWeight, 1, weights);
            System.arraycopy(particles.logWeight, 0, replaced, 0, replaced.length);
            for (int k = 0; k < weights.length; k++) {
                double signal = bound - without(k, mean);
                guide.accumulateScore(particles.x[k], signal - weights[k] + 1.0 / weights.length, gradient);
            }
            return bound;
        }

        private double without(int k, double mean) {
            int count = weights.length;
            double own = replaced[k];
            replaced[k] = (count * mean - own) / (count - 1);
            double bound = Weights.normalise(replaced, 1, replacedWeights);
            replaced[k] = own;
            return bound;
        }
    }
}
