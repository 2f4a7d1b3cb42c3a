package org.penumbra.objectives;

/** Refuses a state that belongs to something else. */
final class Check {

    private Check() {
    }

    static void length(double[] state, int expected) {
        if (state.length != expected) {
            throw new IllegalArgumentException("a state of " + expected + " numbers was expected, found "
                    + state.length + ": it belongs to another objective or another model");
        }
    }
}
