package org.penumbra.testplugins.bad;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/** Takes options, but its registration forgets them. */
public final class BadForgotten implements Algorithm<BadForgotten.Options> {

    /** @param steps never read */
    public record Options(@Option(label = "Steps", help = "Number of steps.", value = "10", min = 1) int steps) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        throw new IllegalStateException("asked for " + options.steps() + " steps");
    }
}
