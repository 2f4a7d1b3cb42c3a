package org.penumbra.session;

import java.util.function.BooleanSupplier;
import org.penumbra.core.Progress;

/** Hands progress on while somebody wants to hear of it. */
record ReportedProgress(Progress outer, BooleanSupplier closed) implements Progress {

    @Override
    public void report(long done, long total, double objective) {
        if (!closed.getAsBoolean()) {
            outer.report(done, total, objective);
        }
    }

    @Override
    public void rows(int perStep, long all) {
        if (!closed.getAsBoolean()) {
            outer.rows(perStep, all);
        }
    }

    @Override
    public void pass(long done, long total, double objective, double heldOut) {
        if (!closed.getAsBoolean()) {
            outer.pass(done, total, objective, heldOut);
        }
    }
}
