package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.ScoredGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The wake update of the guide in reweighted wake-sleep (Bornschein and Bengio 2015; Le et al. 2019, eq. 8): it lowers
 * KL(p || q), the divergence that fears missing mass, by self-normalised importance weights v_k of draws from the
 * guide. The gradient is the sum of (v_k - 1 / K) times the score at draw k; the second part has mean 0 and takes the
 * noise out where the guide is exact. Biased for finite K, as self-normalised weights are.
 *
 * <p>The estimate is -KL(p || q) by the same weights, at most 0.
 */
public final class WakeSleep implements Objective<WakeSleep.Options> {

    /** @param particles K */
    public record Options(
            @Option(label = "Particles", help = Help.SCORED, value = "30", min = 2, max = 1e6) int particles) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new Wake(new Particles(target, guide, options.particles(), workers), Needs.score("RWS", guide));
    }

    private static final class Wake extends ParticleEstimator {
        private final ScoredGuide guide;
        private final double[] weights;

        Wake(Particles particles, ScoredGuide guide) {
            super(particles);
            this.guide = guide;
            this.weights = new double[particles.count];
        }

        @Override
        void evaluate() {
            particles.evaluate();
        }

        @Override
        double combine(RandomStream random, double[] gradient) {
            double logMean = Weights.normalise(particles.logWeight, 1, weights);
            if (!Double.isFinite(logMean)) {
                return logMean;
            }
            for (int k = 0; k < weights.length; k++) {
                guide.accumulateScore(particles.x[k], weights[k] - 1.0 / weights.length, gradient);
            }
            return Weights.minusForwardDivergence(logMean, particles.logWeight, weights);
        }
    }
}
