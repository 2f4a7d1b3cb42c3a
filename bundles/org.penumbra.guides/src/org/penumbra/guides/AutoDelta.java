package org.penumbra.guides;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.InitialPoint;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * A single point instead of a distribution: maximum a posteriori estimation.
 *
 * <p>The point is the mode of the posterior density <em>in free coordinates</em>, Jacobian included, which is what
 * {@link Target} gives. A mode moves with the coordinates: for a positive site {@code s} it is the mode of the density
 * of {@code log s}, not that of {@code s} (which Pyro's AutoDelta and Stan's {@code optimize} seek). Both agree for
 * sites on the whole real line.
 */
public final class AutoDelta implements GuideFamily<AutoDelta.Options> {

    /** None. */
    public record Options() {
    }

    /** Starts at {@link InitialPoint#median}. */
    @Override
    public Guide create(Target target, Options options, RandomStream random) {
        return new Point(InitialPoint.median(target, random));
    }
}
