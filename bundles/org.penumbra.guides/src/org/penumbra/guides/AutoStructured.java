package org.penumbra.guides;

import java.util.BitSet;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.SparseNormal;

/**
 * Normals one after the other, in the order of the model's text: the location of each coordinate is linear in the
 * earlier ones that it is connected with in the model (Pyro's AutoStructured with normal conditionals and linear
 * dependencies). Unlike {@link AutoGaussian} nothing is filled in: fewer parameters, and a better or worse fit with
 * another order of the sites.
 */
public final class AutoStructured implements GuideFamily<AutoStructured.Options> {

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

    /** At the starting point, uncorrelated. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        double[] point = options.point(target, start);
        double[] scales = start.scales(target.dimension(), options.initScale());
        BitSet[] graph = Couplings.of(target, point, scales, start.random());
        Elimination pattern = Elimination.inOrder(graph);
        return new SparseNormal(point, scales, pattern.order(), pattern.parents());
    }
}
