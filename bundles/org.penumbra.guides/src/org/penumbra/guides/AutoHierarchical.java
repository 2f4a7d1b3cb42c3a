package org.penumbra.guides;

import java.util.BitSet;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;

/**
 * Normals one after the other, in the order of the model's text: location <em>and log scale</em> of each coordinate
 * are linear in the earlier ones that it is connected with. Hierarchical models need the second: the spread of group
 * effects follows the scale that stands above them, and Neal's funnel is in this family exactly (Agrawal and Domke
 * 2021, "Amortized variational inference for simple hierarchical models", discuss such conditionals). Not a normal.
 */
public final class AutoHierarchical implements GuideFamily<AutoHierarchical.Options> {

    /**
     * @param init where to begin
     * @param initScale starting standard deviation of every free coordinate
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = StartingOptions.INIT_LABEL, help = StartingOptions.INIT_HELP,
                    value = StartingOptions.INIT) Initialization init,
            @Option(label = StartingOptions.SCALE_LABEL, help = StartingOptions.SCALE_HELP,
                    value = StartingOptions.SCALE, min = StartingOptions.SMALLEST_SCALE,
                    max = StartingOptions.LARGEST_SCALE) double initScale,
            @Option(label = StartingOptions.VALUES_LABEL, help = StartingOptions.VALUES_HELP,
                    value = StartingOptions.VALUES)
            String initValues) implements StartingOptions {
    }

    /** At the starting point, without links. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        double[] point = options.point(target, start);
        double[] scales = start.scales(target.dimension(), options.initScale());
        BitSet[] graph = Couplings.of(target, point, scales, start.random());
        Elimination pattern = Elimination.inOrder(graph);
        return new Conditionals(point, scales, pattern.order(), pattern.parents());
    }
}
