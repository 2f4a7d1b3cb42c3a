package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** Everything that stores values, in the order in which it is done: steps in one outermost loop make one recurrence. */
final class StoredSteps {

    private final List<Recurrence> finished = new ArrayList<>();
    /** Steps of the outermost loop that is being lowered. */
    private final List<Recurrence.Step> open = new ArrayList<>();
    /** Arrays that depend on discrete sites. */
    private final Set<Array> discrete = new HashSet<>();

    /** A step of the text, after all others. */
    void add(Recurrence.Step step) {
        remember(step);
        if (!open.isEmpty() && !isInOpenLoop(step)) {
            close();
        }
        open.add(step);
        if (step.loops().isEmpty()) {
            close();
        }
    }

    /**
     * A step that something in the text needs. It joins the loop that is being lowered, or comes in front of it, so
     * that a loop whose iterations depend on one another is not torn apart.
     */
    void insert(Recurrence.Step step) {
        if (open.isEmpty() || isInOpenLoop(step) || readsOpen(step)) {
            add(step);
        } else {
            remember(step);
            finished.add(new Recurrence(List.of(step)));
        }
    }

    private boolean isInOpenLoop(Recurrence.Step step) {
        return !step.loops().isEmpty() && open.getFirst().loops().getFirst().equals(step.loops().getFirst());
    }

    private boolean readsOpen(Recurrence.Step step) {
        return open.stream().map(Recurrence.Step::array).anyMatch(array -> reads(step, array));
    }

    /** Whether an expression depends on a discrete site, by itself or through what is stored. */
    boolean readsDiscrete(Expr expression) {
        return new DiscreteReads(discrete).in(expression);
    }

    private void remember(Recurrence.Step step) {
        boolean depends = switch (step) {
            case Recurrence.Assignment one -> readsDiscrete(one.value());
            case Recurrence.Invocation call -> call.inputs().stream().map(Recurrence.Place::array)
                    .anyMatch(discrete::contains);
        };
        if (depends) {
            discrete.add(step.array());
        }
    }

    /**
     * Whether an expression reads what is being stored one after the other in each iteration of a loop around, so that
     * not all iterations can be made at once.
     *
     * @param independent tells loops whose iterations do not depend on one another
     */
    boolean isInSequence(Expr expression, Loop loop, Predicate<Loop> independent) {
        Set<Array> read = new Facts().of(expression).stored();
        return open.stream().filter(step -> read.contains(step.array()) && step.loops().contains(loop))
                .anyMatch(step -> !step.loops().subList(step.loops().indexOf(loop), step.loops().size()).stream()
                        .allMatch(independent));
    }

    private static boolean reads(Recurrence.Step step, Array array) {
        return switch (step) {
            case Recurrence.Assignment one -> new Facts().of(one.value()).stored().contains(array);
            case Recurrence.Invocation call -> call.inputs().stream().anyMatch(place -> place.array().equals(array));
        };
    }

    private void close() {
        if (!open.isEmpty()) {
            finished.add(new Recurrence(open));
            open.clear();
        }
    }

    /** All of them. */
    List<Recurrence> finish() {
        close();
        return List.copyOf(finished);
    }
}
