package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.ScoredGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The chi upper bound CUBO_n = (1 / n) log E_q (p / q)^n of the log evidence (Dieng, Tran, Ranganath, Paisley and Blei
 * 2017, eq. 5), which is to fall: the estimate is its negative. Its slope is (1 - n) / n times the mean score under
 * weights proportional to w^n (their algorithm 1), here with the mean score of all draws, which is 0 on average, taken
 * off. That mean is over points that stand still: the estimate by finitely many draws is biased downwards, and its own
 * derivative would lead the guide to where no draw sees the posterior.
 */
public final class Cubo implements Objective<Cubo.Options> {

    /**
     * @param order n
     * @param particles draws per estimate
     */
    public record Options(
            @Option(label = "Order", help = "n of the chi divergence; a larger one fears missing mass more, and is "
                    + "noisier.", value = "2", min = 1.0001, max = 10) double order,
            @Option(label = "Particles", help = Help.SCORED, value = "30", min = 2, max = 1e6) int particles) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        ScoredGuide scored = Needs.score("CUBO", guide);
        return new Chi(new Particles(target, guide, options.particles(), workers), scored, options.order());
    }

    private static final class Chi extends ParticleEstimator {
        private final ScoredGuide guide;
        private final double order;
        private final double[] weights;

        Chi(Particles particles, ScoredGuide guide, double order) {
            super(particles);
            this.guide = guide;
            this.order = order;
            this.weights = new double[particles.count];
        }

        @Override
        void evaluate() {
            particles.evaluate();
        }

        @Override
        double combine(RandomStream random, double[] gradient) {
            double logMean = Weights.normalise(particles.logWeight, order, weights);
            if (Double.isFinite(logMean)) {
                double scale = (order - 1) / order;
                for (int k = 0; k < weights.length; k++) {
                    guide.accumulateScore(particles.x[k], scale * (weights[k] - 1.0 / weights.length), gradient);
                }
            }
            return -logMean / order;
        }
    }
}
