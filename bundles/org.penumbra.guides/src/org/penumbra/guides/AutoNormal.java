package org.penumbra.guides;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;

/**
 * The mean-field normal: independent normals in the free coordinates of the target (Kucukelbir et al. 2017). It cannot
 * see correlations, so where the posterior has them its standard deviations come out too small.
 */
public final class AutoNormal implements GuideFamily<AutoNormal.Options> {

    /** @param initScale starting standard deviation of every free coordinate */
    public record Options(
            @Option(label = "Initial scale", help = "Standard deviation of every free coordinate at the start; smaller "
                    + "values start more cautiously, which helps models whose density overflows far from the start.",
                    value = "0.1", min = 1e-6, max = 1e6) double initScale) {
    }

    /** Starts where it is told to, else at {@link Initialization#MEDIAN}. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        return new MeanFieldNormal(start.point(target, Initialization.MEDIAN),
                start.scales(target.dimension(), options.initScale()));
    }
}
