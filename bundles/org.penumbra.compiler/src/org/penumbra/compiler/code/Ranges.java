package org.penumbra.compiler.code;

import org.penumbra.expression.Constant;
import org.penumbra.expression.Loop;

/** Loops whose bounds are numbers. */
final class Ranges {

    private Ranges() {
    }

    static boolean areKnown(Loop loop) {
        return !loop.descending() && loop.lower() instanceof Constant && loop.upper() instanceof Constant;
    }

    static int lower(Loop loop) {
        return (int) ((Constant) loop.lower()).value();
    }

    static int count(Loop loop) {
        return Math.max(0, (int) ((Constant) loop.upper()).value() - lower(loop) + 1);
    }
}
