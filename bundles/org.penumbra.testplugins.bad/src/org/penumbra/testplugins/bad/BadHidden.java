package org.penumbra.testplugins.bad;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Wants to be told something by its constructor. */
public final class BadHidden implements Algorithm<Record> {
    private final int level;

    public BadHidden(int level) {
        this.level = level;
    }

    @Override
    public FitResult fit(Target target, Record options, FitContext context) {
        throw new IllegalStateException("level " + level);
    }
}
