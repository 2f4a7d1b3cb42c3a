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
 * Independent normals in the free coordinates: the family of {@link AutoNormal} under its other name in Pyro, where the
 * two differ only in how parameters are stored.
 */
public final class AutoDiagonalNormal implements GuideFamily<AutoDiagonalNormal.Options> {

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

    /** As {@link AutoNormal}. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        return new MeanFieldNormal(options.point(target, start),
                start.scales(target.dimension(), options.initScale()));
    }
}
