package org.penumbra.testing;

import java.util.Arrays;
import java.util.function.Supplier;
import org.penumbra.inference.FitResult;

/** How a broken promise is told. */
final class Promise {

    private Promise() {
    }

    /** @throws AssertionError with the message when it does not hold */
    static void hold(boolean kept, Supplier<String> message) {
        if (!kept) {
            throw new AssertionError(message.get());
        }
    }

    /** That two fits agree in every bit of what they answer; the trace and findings aside, which tell of the way. */
    static void same(FitResult expected, FitResult found, String what) {
        hold(expected.status() == found.status(), () -> what + ": the status is " + found.status() + ", not "
                + expected.status());
        hold(expected.steps() == found.steps(), () -> what + ": the fit took " + found.steps() + " steps, not "
                + expected.steps());
        hold(expected.guide() == null == (found.guide() == null), () -> what + ": one has a guide, the other has none");
        if (expected.guide() != null) {
            same(expected.guide().parameters(), found.guide().parameters(), what + ": parameters of the guide");
        }
        hold(expected.draws().count() == found.draws().count(), () -> what + ": the number of draws differs");
        for (int i = 0; i < expected.draws().count(); i++) {
            same(expected.draws().points()[i], found.draws().points()[i], what + ": draw " + i);
        }
        same(expected.draws().logP(), found.draws().logP(), what + ": log p of the draws");
        same(expected.draws().logQ(), found.draws().logQ(), what + ": log q of the draws");
        same(new double[] {expected.elbo().mean(), expected.elbo().standardError()},
                new double[] {found.elbo().mean(), found.elbo().standardError()}, what + ": the ELBO");
        same(expected.state(), found.state(), what + ": the state to go on from");
    }

    /** Bit by bit, where NaN is equal to NaN. */
    private static void same(double[] expected, double[] found, String what) {
        int at = Arrays.mismatch(expected, found);
        hold(at < 0, () -> what + " differs at " + at + " of " + expected.length + " and " + found.length + " numbers"
                + (at < Math.min(expected.length, found.length) ? ": " + expected[at] + " and " + found[at] : ""));
    }
}
