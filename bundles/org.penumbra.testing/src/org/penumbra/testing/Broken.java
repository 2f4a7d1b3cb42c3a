package org.penumbra.testing;

/** Comparisons that say which promise is broken. */
final class Broken {

    private Broken() {
    }

    static void unless(boolean kept, String promise) {
        if (!kept) {
            throw new AssertionError(promise);
        }
    }

    /** @param tolerance relative to the larger of 1 and the expected value */
    static void unlessNear(double expected, double found, double tolerance, String promise) {
        boolean near = Math.abs(expected - found) <= tolerance * Math.max(1, Math.abs(expected));
        unless(near || expected == found, promise + ": expected " + expected + ", found " + found);
    }

    static void unlessSame(double[] expected, double[] found, String promise) {
        unless(expected.length == found.length, promise + ": lengths " + expected.length + " and " + found.length);
        for (int i = 0; i < expected.length; i++) {
            boolean same = Double.doubleToRawLongBits(expected[i]) == Double.doubleToRawLongBits(found[i]);
            unless(same, promise + ": number " + i + " is " + expected[i] + ", then " + found[i]);
        }
    }
}
