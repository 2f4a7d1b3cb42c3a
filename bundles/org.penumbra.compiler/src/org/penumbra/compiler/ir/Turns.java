package org.penumbra.compiler.ir;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Loop;

/** Runs steps in the order of the text: neighbours that stand in one loop take turns in it. */
public final class Turns {

    private Turns() {
    }

    /**
     * @param steps in the order in which one iteration makes them
     * @param loops around a step, outermost first
     * @param start an evaluator outside of all loops
     * @param action gets the step and an evaluator in which the indices of its loops have values
     */
    public static <T> void run(List<T> steps, Function<T, List<Loop>> loops, Evaluator start,
            BiConsumer<T, Evaluator> action) {
        run(steps, loops, 0, start, action);
    }

    private static <T> void run(List<T> steps, Function<T, List<Loop>> loops, int depth, Evaluator at,
            BiConsumer<T, Evaluator> action) {
        int next = 0;
        while (next < steps.size()) {
            List<Loop> around = loops.apply(steps.get(next));
            if (around.size() == depth) {
                action.accept(steps.get(next), at);
                next++;
            } else {
                int end = endOfLoop(steps, loops, next, depth);
                iterate(around.get(depth), steps.subList(next, end), loops, depth, at, action);
                next = end;
            }
        }
    }

    private static <T> void iterate(Loop loop, List<T> body, Function<T, List<Loop>> loops, int depth, Evaluator at,
            BiConsumer<T, Evaluator> action) {
        int last = at.integer(loop.upper());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            run(body, loops, depth + 1, at.with(loop.index(), i), action);
        }
    }

    /** Position behind the last step that stands in the same loop as the one at {@code start}. */
    private static <T> int endOfLoop(List<T> steps, Function<T, List<Loop>> loops, int start, int depth) {
        Loop loop = loops.apply(steps.get(start)).get(depth);
        int end = start;
        while (end < steps.size() && loops.apply(steps.get(end)).size() > depth
                && loops.apply(steps.get(end)).get(depth).equals(loop)) {
            end++;
        }
        return end;
    }
}
