package org.penumbra.testing;

/** Claims that end in an error when they do not hold. */
final class Claims {

    private Claims() {
    }

    static void hold(boolean claim, String otherwise) {
        if (!claim) {
            throw new AssertionError(otherwise);
        }
    }

    /** Also false for NaN. */
    static void near(double expected, double found, double tolerance, String what) {
        hold(Math.abs(expected - found) <= tolerance, what + ": expected " + expected + " within " + tolerance
                + ", found " + found);
    }

    /** @param tolerance relative to the larger of 1 and the expected number */
    static void nearly(double expected, double found, double tolerance, String what) {
        near(expected, found, tolerance * Math.max(1, Math.abs(expected)), what);
    }

    static void sameBits(double[] expected, double[] found, String what) {
        hold(expected.length == found.length, what + ": expected " + expected.length + " numbers, found "
                + found.length);
        for (int i = 0; i < expected.length; i++) {
            hold(Double.doubleToRawLongBits(expected[i]) == Double.doubleToRawLongBits(found[i]), what + ": number "
                    + i + " differs, " + expected[i] + " and " + found[i]);
        }
    }

    /** What is asked to go on from a state that is not its own says so. */
    static void refusesState(Runnable restore, String what) {
        try {
            restore.run();
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw new AssertionError(what + " went on from a state of the wrong length");
    }
}
