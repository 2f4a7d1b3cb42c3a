package org.penumbra.flows;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;

/**
 * Sylvester layers with columns from Householder reflections (van den Berg et al. 2018): planar layers in several
 * directions at once.
 */
public final class AutoSylvesterFlow implements GuideFamily<AutoSylvesterFlow.Options> {

    /**
     * @param layers number of layers
     * @param rank directions of each layer
     * @param init where to begin
     * @param initScale starting standard deviation of every free coordinate
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = "Layers", help = "Number of layers; more bend more, and cost and need more steps.",
                    value = "8", min = 1, max = 1000) int layers,
            @Option(label = "Rank", help = "Directions that each layer bends, at most the number of "
                    + "free coordinates.",
                    value = "8", min = 1, max = 1000) int rank,
            @Option(label = StartingOptions.INIT_LABEL, help = StartingOptions.INIT_HELP,
                    value = StartingOptions.INIT) Initialization init,
            @Option(label = StartingOptions.SCALE_LABEL, help = StartingOptions.SCALE_HELP,
                    value = StartingOptions.SCALE, min = StartingOptions.SMALLEST_SCALE,
                    max = StartingOptions.LARGEST_SCALE) double initScale,
            @Option(label = StartingOptions.VALUES_LABEL, help = StartingOptions.VALUES_HELP,
                    value = StartingOptions.VALUES)
            String initValues) implements StartingOptions {
    }

    /** Near the identity around the starting point. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        return Chain.of(options.layers(), (n, number, offset) -> new SylvesterLayer(n,
                Math.min(options.rank(), n), offset),
                target, options, options.initScale(), start);
    }
}
