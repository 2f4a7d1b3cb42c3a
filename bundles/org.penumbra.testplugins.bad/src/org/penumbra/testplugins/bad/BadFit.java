package org.penumbra.testplugins.bad;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Gives up in the middle of a fit. */
public final class BadFit implements Algorithm<Record> {

    @Override
    public FitResult fit(Target target, Record options, FitContext context) {
        throw new ArithmeticException("matrix is singular");
    }
}
