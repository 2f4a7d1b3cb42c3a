package org.penumbra.optimizers;

/** Refuses a state that belongs to another optimisation. */
final class Check {

    private Check() {
    }

    static void length(double[] state, int expected) {
        if (state.length != expected) {
            throw new IllegalArgumentException("a state of " + expected + " numbers was expected, found "
                    + state.length + ": it belongs to another optimiser or another number of parameters");
        }
    }
}
