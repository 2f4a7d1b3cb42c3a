package org.penumbra.inference.auto;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * The default: climbs the registered rungs, cheap ones first, and stops at the first whose answer every installed
 * diagnostic accepts. Each rung starts where the best one below it ended, in coordinates in which that answer looks
 * standard normal ({@link Affine}). Where the rungs below flows do not hold, they are tried again with sites centred
 * the other way, and flows then go on from the better of the two. Where none holds, the best of them is the answer, and
 * the findings say what was tried, why it does not hold, and what to do.
 */
public final class Auto implements Algorithm<Auto.Options> {

    /** @param highest rank of the last rung that is tried */
    public record Options(
            @Option(label = "Highest rank", help = "Rungs above this rank are not tried: 30 stops at mean field, 50 at "
                    + "full rank. Lower it to bound the time that a hard model takes.",
                    value = "1000", min = 0, max = 1e6) int highest) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        return new Climb(target, options.highest(), context).answer();
    }
}
