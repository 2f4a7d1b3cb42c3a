package org.penumbra.flows;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;

/**
 * Rational-quadratic spline coupling layers (Durkan, Bekasov, Murray and Papamakarios 2019, "Neural spline flows",
 * RQ-NSF (C)): one half of the coordinates chooses a spline for each of the other, in turns. Follows several modes and
 * sharp bends; draws and densities cost the same.
 */
public final class AutoSplineCoupling implements GuideFamily<AutoSplineCoupling.Options> {

    /**
     * @param layers number of layers
     * @param hidden units of each hidden layer
     * @param depth hidden layers
     * @param bins bins of each spline
     * @param bound where splines end
     * @param init where to begin
     * @param initScale starting standard deviation of every free coordinate
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = "Layers", help = "Number of layers; more bend more, and cost and need more steps.",
                    value = "4", min = 1, max = 1000) int layers,
            @Option(label = "Hidden units", help = "Units in each hidden layer of the networks behind the layers.",
                    value = "32", min = 1, max = 10000) int hidden,
            @Option(label = "Depth", help = "Hidden layers of each network.",
                    value = "1", min = 1, max = 10) int depth,
            @Option(label = "Bins", help = "Bins of each spline; more follow finer detail.",
                    value = "8", min = 2, max = 64) int bins,
            @Option(label = "Bound", help = "The splines bend on (-bound, bound), in units of the standard normal "
                    + "they begin with; outside they are straight.",
                    value = "4", min = 0.1, max = 100) double bound,
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
        return Chain.of(options.layers(), (n, number, offset) -> new ConditionedLayer(Degrees.coupling(n, number),
                new SplineTransformer(options.bins(), options.bound()), options.hidden(), options.depth(), offset),
                target, options, options.initScale(), start);
    }
}
