package org.penumbra.compiler.lower;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Sum;

/** Runs recurrences at binding without their values: is each element assigned once, and before it is read? */
final class Coverage {

    /** @param message what is wrong with the array, one sentence */
    record Fault(Array array, String message) {
    }

    private final Map<Array, double[]> data;
    private final String verb;
    private final Set<String> watched;
    private final Facts facts = new Facts();
    private final Map<Array, boolean[]> assigned = new HashMap<>();
    private Fault fault;

    /**
     * @param verb what happens to elements: they are assigned, or drawn
     * @param watched names of the arrays that the text speaks of; what else is stored is right by the way it was made
     */
    Coverage(Map<Array, double[]> data, String verb, Set<String> watched) {
        this.data = data;
        this.verb = verb;
        this.watched = Set.copyOf(watched);
    }

    Optional<Fault> run(Recurrence recurrence) {
        Recurrence seen = new Recurrence(recurrence.steps().stream().filter(this::isSeen).toList());
        seen.run(new Evaluator(data::get), (step, at) -> {
            switch (step) {
                case Recurrence.Assignment assignment -> assign(assignment, at);
                case Recurrence.Invocation call -> invoke(call, at);
            }
        });
        return Optional.ofNullable(fault);
    }

    private boolean isSeen(Recurrence.Step step) {
        return watched.contains(step.array().name()) || switch (step) {
            case Recurrence.Assignment one -> facts.of(one.value()).stored().stream()
                    .anyMatch(array -> watched.contains(array.name()));
            case Recurrence.Invocation call -> call.inputs().stream()
                    .anyMatch(place -> watched.contains(place.array().name()));
        };
    }

    /** Blocks that a call reads and writes belong to it, or were read whole before: only order remains to be seen. */
    private void invoke(Recurrence.Invocation call, Evaluator at) {
        for (int k = 0; k < call.inputs().size(); k++) {
            Recurrence.Place place = call.inputs().get(k);
            if (place.array().role() == Array.Role.STATE) {
                int start = at.integer(place.offset());
                for (int i = 0; i < call.function().inputSizes().get(k); i++) {
                    requireAssigned(place.array(), start + i);
                }
            }
        }
        int start = at.integer(call.output().offset());
        Arrays.fill(flags(call.array()), start, start + call.function().outputSize(), true);
    }

    private void requireAssigned(Array array, int offset) {
        if (fault == null && watched.contains(array.name()) && !flags(array)[offset]) {
            fault = fault(array, offset, "is read before it is " + verb);
        }
    }

    private void assign(Recurrence.Assignment assignment, Evaluator at) {
        read(assignment.value(), at);
        if (fault != null) {
            return;
        }
        int offset = at.integer(assignment.offset());
        boolean[] flags = flags(assignment.array());
        if (flags[offset]) {
            fault = fault(assignment.array(), offset, "is " + verb + " twice");
        }
        flags[offset] = true;
    }

    private void read(Expr value, Evaluator at) {
        if (fault != null) {
            return;
        }
        switch (value) {
            case Element element when element.array().role() == Array.Role.STATE ->
                requireAssigned(element.array(), at.integer(element.offset()));
            case Apply apply -> apply.arguments().forEach(argument -> read(argument, at));
            case Sum sum -> {
                int last = at.integer(sum.loop().upper());
                for (int i = at.integer(sum.loop().lower()); i <= last; i++) {
                    read(sum.body(), at.with(sum.loop().index(), i));
                }
            }
            default -> { }
        }
    }

    private boolean[] flags(Array array) {
        return assigned.computeIfAbsent(array, key -> new boolean[key.size()]);
    }

    private static Fault fault(Array array, int offset, String what) {
        StringBuilder subscripts = new StringBuilder();
        int rest = offset;
        for (int axis = array.shape().size() - 1; axis >= 0; axis--) {
            subscripts.insert(0, (axis == 0 ? "" : ", ") + (rest % array.shape().get(axis) + 1));
            rest /= array.shape().get(axis);
        }
        return new Fault(array, "'" + array.name() + "[" + subscripts + "]' " + what + ".");
    }

    /** The first element that nothing assigns. */
    Optional<Fault> missing(Collection<Array> arrays) {
        for (Array array : arrays) {
            boolean[] flags = flags(array);
            for (int offset = 0; offset < flags.length; offset++) {
                if (!flags[offset]) {
                    return Optional.of(fault(array, offset, "is never " + verb));
                }
            }
        }
        return Optional.empty();
    }
}
