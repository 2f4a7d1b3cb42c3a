package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;
import org.penumbra.inference.divergences.Divergences;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.RandomStream;

/**
 * The ELBO with as much of it in closed form as is known: the entropy of the guide, and for a mean-field normal guide
 * the expectations of the factors of the prior whose families are known and for which a {@link Divergences} form is
 * installed. A parameter that depends on other coordinates is drawn with them (Kingma and Welling 2014, appendix B, for
 * a whole prior; Roeder, Wu and Duvenaud 2017, section 2, on why it need not always be less noisy). Everything else is
 * estimated as {@link TraceElbo} does.
 */
public final class MeanFieldElbo implements Objective<MeanFieldElbo.Options> {

    /** @param particles draws per estimate */
    public record Options(
            @Option(label = "Particles", help = "Draws from the guide per step. More make every step costlier and its "
                    + "gradient less noisy.", value = "1", min = 1, max = 1e6) int particles) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL, Divergences.NONE);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return bind(target, guide, options, workers, Divergences.NONE);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers, Divergences divergences) {
        int count = guide.isDistribution() ? options.particles() : 1;
        KnownPrior known = guide instanceof MeanFieldNormal normal
                ? target.priorFactors().map(factors -> KnownPrior.of(normal, factors, divergences))
                        .filter(prior -> prior.size() > 0).orElse(null)
                : null;
        return new Closed(new Particles(target, guide, count, workers), guide, known);
    }

    private static final class Closed extends ParticleEstimator {
        private final Guide guide;
        /** Null when no factor of the prior has a closed form. */
        private final KnownPrior known;

        Closed(Particles particles, Guide guide, KnownPrior known) {
            super(particles);
            this.guide = guide;
            this.known = known;
        }

        /** The gradient of a guide with a closed entropy has that of the entropy in it, by its own contract. */
        @Override
        double combine(RandomStream random, double[] gradient) {
            double entropy = guide.entropy();
            double weight = 1.0 / particles.count;
            double sum = 0;
            for (int k = 0; k < particles.count; k++) {
                sum += particles.logP[k] + (Double.isNaN(entropy) ? -particles.logQ[k] : entropy);
                if (known != null) {
                    sum += known.correct(particles.x[k], particles.slope[k], weight, gradient);
                }
                particles.accumulateTotal(k, weight, gradient);
            }
            return sum * weight;
        }
    }
}
