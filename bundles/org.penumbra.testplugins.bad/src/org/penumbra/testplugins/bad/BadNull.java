package org.penumbra.testplugins.bad;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Has nothing to give back. */
public final class BadNull implements Algorithm<Record> {

    @Override
    public FitResult fit(Target target, Record options, FitContext context) {
        return null;
    }
}
