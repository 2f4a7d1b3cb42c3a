package org.penumbra.testplugins.bad;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Cannot be constructed. */
public final class BadConstructor implements Algorithm<Record> {

    public BadConstructor() {
        throw new IllegalStateException("no licence found");
    }

    @Override
    public FitResult fit(Target target, Record options, FitContext context) {
        throw new IllegalStateException("never constructed");
    }
}
