package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Recurrence.Assignment;
import org.penumbra.compiler.ir.Recurrence.Invocation;
import org.penumbra.compiler.ir.Recurrence.Step;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/** Which stored values a program needs, and an order in which each is there before it is read. */
final class StepOrder {

    private final List<Recurrence> steps;
    private final Facts facts = new Facts();

    /** @param steps that can be had, in any order */
    StepOrder(List<Recurrence> steps) {
        this.steps = steps;
    }

    Set<Array> reads(Expr expression) {
        return facts.of(expression).stored();
    }

    private Set<Array> reads(Step step) {
        Set<Array> reads = new LinkedHashSet<>();
        switch (step) {
            case Assignment one -> reads.addAll(reads(one.value()));
            case Invocation call -> call.inputs().stream().map(Recurrence.Place::array)
                    .filter(array -> array.role() == Array.Role.STATE).forEach(reads::add);
        }
        return reads;
    }

    Set<Array> reads(Recurrence recurrence) {
        Set<Array> reads = new LinkedHashSet<>();
        recurrence.steps().forEach(step -> reads.addAll(reads(step)));
        return reads;
    }

    /** The steps that these arrays, and those that they are made of, need: in the order in which they were given. */
    List<Recurrence> needed(Set<Array> wanted) {
        Set<Array> all = new HashSet<>(wanted);
        for (int before = -1; before != all.size();) {
            before = all.size();
            steps.stream().flatMap(recurrence -> recurrence.steps().stream()).filter(step -> all.contains(step.array()))
                    .forEach(step -> all.addAll(reads(step)));
        }
        return steps.stream().map(recurrence -> new Recurrence(recurrence.steps().stream()
                .filter(step -> all.contains(step.array())).toList()))
                .filter(recurrence -> !recurrence.steps().isEmpty()).toList();
    }

    /**
     * The same steps in as many recurrences as possible: only those stay in one that need each other's earlier
     * iterations. What does not need another can be done in front of all of its iterations.
     */
    static List<Recurrence> split(List<Recurrence> recurrences) {
        List<Recurrence> parts = new ArrayList<>();
        for (Recurrence recurrence : recurrences) {
            List<Step> left = new ArrayList<>(recurrence.steps());
            while (!left.isEmpty()) {
                Set<Step> group = smallest(left);
                parts.add(new Recurrence(left.stream().filter(group::contains).toList()));
                left.removeAll(group);
            }
        }
        return parts;
    }

    /** Of the sets of steps that need nothing of the others, the smallest. */
    private static Set<Step> smallest(List<Step> steps) {
        return steps.stream().map(step -> closure(step, steps)).min(Comparator.comparingInt(Set::size)).orElseThrow();
    }

    private static Set<Step> closure(Step start, List<Step> steps) {
        StepOrder order = new StepOrder(List.of());
        Set<Step> all = new LinkedHashSet<>(List.of(start));
        for (int before = -1; before != all.size();) {
            before = all.size();
            Set<Array> read = new HashSet<>();
            all.forEach(step -> read.addAll(order.reads(step)));
            steps.stream().filter(step -> read.contains(step.array())).forEach(all::add);
        }
        return all;
    }

    /**
     * Everything that {@code draws} need, each in front of the first that reads it.
     *
     * @param draws in their order, which stays
     * @return empty when something that a draw needs needs all of a site that is still being drawn
     */
    Optional<List<Recurrence>> interleaved(List<Recurrence> draws) {
        List<Recurrence> ordered = new ArrayList<>();
        for (int k = 0; k < draws.size(); k++) {
            Set<Array> pending = new HashSet<>();
            draws.subList(k, draws.size()).forEach(later -> later.steps().forEach(step -> pending.add(step.array())));
            for (Array array : reads(draws.get(k))) {
                if (!place(array, pending, ordered, new HashSet<>())) {
                    return Optional.empty();
                }
            }
            ordered.add(draws.get(k));
        }
        return Optional.of(ordered);
    }

    /** Puts what makes an array behind what is there already; false when that is not possible yet. */
    private boolean place(Array array, Set<Array> pending, List<Recurrence> ordered, Set<Recurrence> waiting) {
        for (Recurrence maker : steps) {
            if (!maker.assigns(array) || ordered.contains(maker)) {
                continue;
            }
            if (!waiting.add(maker)) {
                return false;
            }
            for (Array read : reads(maker)) {
                boolean own = maker.assigns(read);
                if (!own && (pending.contains(read) || !place(read, pending, ordered, waiting))) {
                    return false;
                }
            }
            ordered.add(maker);
        }
        return true;
    }
}
