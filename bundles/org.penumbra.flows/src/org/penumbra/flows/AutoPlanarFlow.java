package org.penumbra.flows;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;

/**
 * Planar layers (Rezende and Mohamed 2015): each bends space along one direction. The simplest flow: few parameters,
 * many layers for anything that is not a bend or two.
 */
public final class AutoPlanarFlow implements GuideFamily<AutoPlanarFlow.Options> {

    /**
     * @param layers number of layers
     * @param init where to begin
     * @param initScale starting standard deviation of every free coordinate
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = "Layers", help = "Number of layers; more bend more, and cost and need more steps.",
                    value = "16", min = 1, max = 1000) int layers,
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
        return Chain.of(options.layers(), (n, number, offset) -> new PlanarLayer(n, offset),
                target, options, options.initScale(), start);
    }
}
