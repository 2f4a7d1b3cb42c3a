package org.penumbra.compiler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Sum;

/** Arrays that an expression reads, and those that were read for what it reads that is stored. */
final class Reached {

    private final Map<Array, Set<Array>> stored = new HashMap<>();
    private final Map<Expr, Set<Array>> known = new IdentityHashMap<>();

    Reached(ModelProgram program) {
        for (Recurrence recurrence : program.recurrences()) {
            Set<Array> read = new HashSet<>();
            for (Recurrence.Step step : recurrence.steps()) {
                switch (step) {
                    case Recurrence.Assignment one -> {
                        read.addAll(from(one.value()));
                        read.addAll(from(one.offset()));
                    }
                    case Recurrence.Invocation call -> call.inputs().forEach(place -> {
                        read.addAll(through(place.array()));
                        read.addAll(from(place.offset()));
                    });
                }
            }
            recurrence.steps().forEach(step -> stored.computeIfAbsent(step.array(), key -> new HashSet<>())
                    .addAll(read));
        }
    }

    Set<Array> from(Expr expression) {
        Set<Array> found = known.get(expression);
        if (found == null) {
            found = new HashSet<>();
            switch (expression) {
                case Element element -> {
                    found.addAll(through(element.array()));
                    found.addAll(from(element.offset()));
                }
                case Apply apply -> {
                    for (Expr argument : apply.arguments()) {
                        found.addAll(from(argument));
                    }
                }
                case Sum sum -> {
                    found.addAll(from(sum.loop().lower()));
                    found.addAll(from(sum.loop().upper()));
                    found.addAll(from(sum.body()));
                }
                default -> { }
            }
            known.put(expression, found);
        }
        return found;
    }

    private Set<Array> through(Array array) {
        Set<Array> all = new HashSet<>(stored.getOrDefault(array, Set.of()));
        all.add(array);
        return all;
    }
}
