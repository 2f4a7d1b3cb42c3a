package org.penumbra.testplugins.bad;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Cannot be initialised. */
public final class BadInitialiser implements Algorithm<Record> {
    private static final int LEVEL = Integer.parseInt("low");

    public BadInitialiser() {
        if (LEVEL < 0) {
            throw new IllegalArgumentException("level " + LEVEL);
        }
    }

    @Override
    public FitResult fit(Target target, Record options, FitContext context) {
        throw new IllegalStateException("never constructed");
    }
}
