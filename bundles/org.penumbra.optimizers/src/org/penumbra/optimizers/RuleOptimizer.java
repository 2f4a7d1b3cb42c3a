package org.penumbra.optimizers;

import org.penumbra.inference.Optimizer;
import org.penumbra.inference.ParameterSites;

/** An optimiser that is a {@link Rule} with a learning rate, clipping and rates per site around it. */
abstract class RuleOptimizer<O extends Record & Stepping> implements Optimizer<O> {

    abstract Rule rule(int size, O options);

    @Override
    public final Updater start(int size, long steps, O options) {
        return start(size, steps, options, ParameterSites.UNKNOWN);
    }

    @Override
    public final Updater start(int size, long steps, O options, ParameterSites sites) {
        return new Climb(rule(size, options), options, SiteRates.parse(options.sites()).factors(options.lr(), size,
                sites), steps);
    }
}
