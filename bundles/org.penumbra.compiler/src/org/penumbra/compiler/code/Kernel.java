package org.penumbra.compiler.code;

import java.util.List;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * A long loop whose iterations (rows) are independent of one another but for what they add up: it runs in chunks of
 * rows, and its sums are added up in {@link Lanes}.
 *
 * @param number unique within a program
 * @param loop ascending, with constant bounds
 * @param sums totals over the loop
 * @param body steps of one row, without loops
 */
record Kernel(int number, Loop loop, List<Sum> sums, List<Step> body) {

    /** Shorter loops gain nothing from lanes. */
    private static final int SHORTEST = 16;
    /** A loop that runs again and again inside of another must be worth the call each time. */
    private static final int SHORTEST_INSIDE = 64;

    /** Whether a loop is of this kind. */
    static boolean accepts(Step.Run run, boolean inside) {
        return !run.loop().descending()
                && run.loop().lower() instanceof Constant lower && run.loop().upper() instanceof Constant upper
                && upper.value() - lower.value() + 1 >= (inside ? SHORTEST_INSIDE : SHORTEST)
                && run.size() <= Sizes.METHOD_LIMIT
                && run.body().stream().noneMatch(Step.Run.class::isInstance)
                && run.body().stream().noneMatch(step -> step instanceof Step.Write write
                        && readsItself(run.body(), write.scatter()));
    }

    /** Whether a row may read what another one writes. */
    private static boolean readsItself(List<Step> body, Scatter write) {
        Array array = write.array();
        return array != null && body.stream().anyMatch(step -> step instanceof Step.Compute compute
                && compute.node() instanceof Element element && element.array().equals(array));
    }

    int first() {
        return (int) ((Constant) loop.lower()).value();
    }

    int rows() {
        return (int) ((Constant) loop.upper()).value() - first() + 1;
    }

    /** The method that runs the loop. */
    String method() {
        return "kernel" + number;
    }

    /** The method that runs some rows of a chunk. */
    String rowsMethod() {
        return "rows" + number;
    }
}
