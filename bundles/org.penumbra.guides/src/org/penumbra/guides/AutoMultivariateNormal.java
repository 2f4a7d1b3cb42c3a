package org.penumbra.guides;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.DenseNormal;

/**
 * One normal over all free coordinates with a dense covariance, in the Cholesky parameterisation ("full rank" in
 * Kucukelbir et al. 2017). It sees every linear correlation; memory and time grow with the square of the dimension.
 */
public final class AutoMultivariateNormal implements GuideFamily<AutoMultivariateNormal.Options> {

    /** @param initScale starting standard deviation of every free coordinate */
    public record Options(
            @Option(label = "Initial scale", help = "Standard deviation of every free coordinate at the start; smaller "
                    + "values start more cautiously, which helps models whose density overflows far from the start.",
                    value = "0.1", min = 1e-6, max = 1e6) double initScale) {
    }

    /** Starts at {@link InitialPoint#median}, uncorrelated. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        return new DenseNormal(start.point(target, Initialization.MEDIAN),
                start.scales(target.dimension(), options.initScale()));
    }
}
