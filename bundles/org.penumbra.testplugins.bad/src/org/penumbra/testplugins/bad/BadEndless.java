package org.penumbra.testplugins.bad;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Never returns: asks neither for cancellation nor whether its thread is interrupted. */
public final class BadEndless implements Algorithm<Record> {
    private static volatile boolean released;

    @Override
    public FitResult fit(Target target, Record options, FitContext context) {
        while (!released) {
            Thread.onSpinWait();
        }
        throw new IllegalStateException("released by the test");
    }

    /** Lets every fit of this class end, now and later; for a test that is done and wants its processor back. */
    public static void release() {
        released = true;
    }
}
