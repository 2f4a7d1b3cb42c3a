package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * As {@link Mmd}, with the energy distance 2 E|x - y| - E|x - x'| - E|y - y'| of the guide from the prior (Szekely and
 * Rizzo 2013), which has no length scale to choose.
 */
public final class EnergyDistance implements Objective<EnergyDistance.Options> {

    /**
     * @param particles draws from the guide, and as many from the prior
     * @param lambda weight of the distance
     */
    public record Options(
            @Option(label = "Particles", help = "Draws from the guide per step, and as many from the prior.",
                    value = "30", min = 2, max = 1e4) int particles,
            @Option(label = "Lambda", help = "Weight of the distance from the prior against the log likelihood.",
                    value = "1", min = 0, max = 1e12) double lambda) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new PriorMatching("EnergyDistance", target, Needs.path("EnergyDistance", guide), options.particles(),
                Radial.DISTANCE, 1, options.lambda(), workers);
    }
}
