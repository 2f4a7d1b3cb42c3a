package org.penumbra.guides;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.DenseNormal;

/**
 * One normal over all free coordinates with a dense covariance, in the Cholesky parameterisation ("full rank" in
 * Kucukelbir et al. 2017). It sees every linear correlation; memory and time grow with the square of the dimension.
 */
public final class AutoMultivariateNormal implements GuideFamily<AutoMultivariateNormal.Options> {

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
        return new DenseNormal(options.point(target, start),
                start.scales(target.dimension(), options.initScale()));
    }
}
