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
 * One normal whose precision has the pattern of the model's own graph: coordinates that are independent given all
 * others in the posterior are so in the guide. Its parameters are a sparse Cholesky factor of the precision in an
 * order of little fill-in; draws go by back substitution (Rue and Held 2005, "Gaussian Markov Random Fields"; Tan and
 * Nott 2018, "Gaussian variational approximation with sparse precision matrices"; Pyro's AutoGaussian). The pattern is
 * found by probing gradients, three for every coordinate.
 */
public final class AutoGaussian implements GuideFamily<AutoGaussian.Options> {

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
        Elimination pattern = Elimination.of(graph);
        return new SparseNormal(point, scales, pattern.order(), pattern.parents());
    }
}
