package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The f-divergence that adapts to the tail of the importance weights (Wang, Liu and Liu 2018, algorithm 1): the path
 * derivative of log w_k is weighted by a power of the rank of w_k, which covers mass as an inclusive divergence does
 * without its infinite variance. The estimate is the ELBO, which is watched but not what is climbed.
 */
public final class TailAdaptive implements Objective<TailAdaptive.Options> {

    /**
     * @param particles draws per estimate
     * @param beta power of the rank
     */
    public record Options(
            @Option(label = "Particles", help = "Draws per step; the ranks of few say little.", value = "30", min = 2,
                    max = 1e5) int particles,
            @Option(label = "Beta", help = "Power of the share of weights that are as large: -1 covers most, 0 is the "
                    + "ELBO.", value = "-1", min = -1, max = 0) double beta) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new Ranked(new Particles(target, guide, options.particles(), workers), guide, options.beta());
    }

    private static final class Ranked extends ParticleEstimator {
        private final Path path;
        /** (j / K)^beta for j = 0..K. */
        private final double[] powers;
        private final double[] weights;

        Ranked(Particles particles, Guide guide, double beta) {
            super(particles);
            this.path = new Path(Needs.path("TailAdaptive", guide), particles);
            this.weights = new double[particles.count];
            this.powers = new double[particles.count + 1];
            for (int j = 1; j < powers.length; j++) {
                powers[j] = StrictMath.pow((double) j / particles.count, beta);
            }
        }

        @Override
        double combine(RandomStream random, double[] gradient) {
            double value = particles.meanLogWeight();
            if (Double.isFinite(value)) {
                double sum = rank();
                for (int k = 0; k < weights.length; k++) {
                    path.accumulate(k, weights[k] / sum, gradient);
                }
            }
            return value;
        }

        /** @return the sum of the weights */
        private double rank() {
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                int asLarge = 0;
                for (double other : particles.logWeight) {
                    asLarge += other >= particles.logWeight[k] ? 1 : 0;
                }
                weights[k] = powers[asLarge];
                sum += weights[k];
            }
            return sum;
        }
    }
}
