package org.penumbra.testplugins.bad;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Was built against a library that is not installed. */
public final class BadLinkage implements Algorithm<Record> {

    public BadLinkage() {
        throw new NoClassDefFoundError("com/example/Solver");
    }

    @Override
    public FitResult fit(Target target, Record options, FitContext context) {
        throw new IllegalStateException("never constructed");
    }
}
