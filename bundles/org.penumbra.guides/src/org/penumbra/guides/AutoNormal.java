package org.penumbra.guides;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;

/**
 * The mean-field normal: independent normals in the free coordinates of the target (Kucukelbir et al. 2017). It cannot
 * see correlations, so where the posterior has them its standard deviations come out too small.
 */
public final class AutoNormal implements GuideFamily<AutoNormal.Options> {

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

    /** At the starting point, with the initial scales. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        return new MeanFieldNormal(options.point(target, start),
                start.scales(target.dimension(), options.initScale()));
    }
}
