package org.penumbra.guides;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;

/**
 * A single point instead of a distribution: maximum a posteriori estimation.
 *
 * <p>The point is the mode of the posterior density <em>in free coordinates</em>, Jacobian included, which is what
 * {@link Target} gives. A mode moves with the coordinates: for a positive site {@code s} it is the mode of the density
 * of {@code log s}, not that of {@code s} (which Pyro's AutoDelta and Stan's {@code optimize} seek). Both agree for
 * sites on the whole real line.
 */
public final class AutoDelta implements GuideFamily<AutoDelta.Options> {

    /**
     * @param init where to begin
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = StartingOptions.INIT_LABEL, help = StartingOptions.INIT_HELP,
                    value = StartingOptions.INIT) Initialization init,
            @Option(label = StartingOptions.VALUES_LABEL, help = StartingOptions.VALUES_HELP,
                    value = StartingOptions.VALUES)
            String initValues) implements StartingOptions {
    }

    /** At the starting point. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        return new Point(options.point(target, start));
    }
}
