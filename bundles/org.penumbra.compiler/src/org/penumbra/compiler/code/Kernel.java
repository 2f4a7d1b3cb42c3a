package org.penumbra.compiler.code;

import java.util.List;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Array;
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
 * @param products with matrices that have the same rows
 */
record Kernel(int number, Loop loop, List<Sum> sums, List<Step> body, Products products) {

    /** Shorter loops gain nothing from lanes. */
    private static final int SHORTEST = 16;
    /** A loop that runs again and again inside of another must be worth the call each time. */
    private static final int SHORTEST_INSIDE = 64;

    /** Whether a loop is of this kind. */
    static boolean accepts(Loop loop, List<Step> body, boolean inside) {
        return Ranges.areKnown(loop) && Ranges.count(loop) >= (inside ? SHORTEST_INSIDE : SHORTEST)
                && body.stream().mapToInt(Step::size).sum() <= Sizes.METHOD_LIMIT
                && body.stream().allMatch(step -> isSimple(step, body));
    }

    private static boolean isSimple(Step step, List<Step> body) {
        return step instanceof Step.Compute || step instanceof Step.Load
                || step instanceof Step.Write write && !isRead(write.scatter(), body);
    }

    /** Whether a row may read what another one writes. */
    private static boolean isRead(Scatter write, List<Step> body) {
        Array array = write.array();
        return array != null && body.stream().anyMatch(step -> step instanceof Step.Compute compute
                && compute.node() instanceof Element element && element.array().equals(array));
    }

    int first() {
        return Ranges.lower(loop);
    }

    int rows() {
        return Ranges.count(loop);
    }

    /** Rows that are worked on together. */
    int chunk() {
        return products.isEmpty() ? Lanes.CHUNK : Tiles.ROWS;
    }

    /** The method that runs the loop. */
    String method() {
        return "kernel" + number;
    }

    /** The method that runs some rows of a chunk. */
    String rowsMethod() {
        return "rows" + number;
    }

    /** The method that runs a phase of the vector code. */
    String phaseMethod(int phase) {
        return "phase" + number + "_" + phase;
    }
}
