package org.penumbra.compiler.ir;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.ir.Recurrence.Assignment;
import org.penumbra.compiler.ir.Recurrence.Invocation;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.compiler.ir.Recurrence.Step;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Sum;

/** Reads and writes other arrays in the place of some, wherever they occur. */
public final class ArrayReplacement {

    private final Map<Array, Array> replacements;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    public ArrayReplacement(Map<Array, Array> replacements) {
        this.replacements = Map.copyOf(replacements);
    }

    private Array apply(Array array) {
        return replacements.getOrDefault(array, array);
    }

    public Expr apply(Expr expression) {
        Expr result = done.get(expression);
        if (result == null) {
            result = rebuild(expression);
            done.put(expression, result);
        }
        return result;
    }

    private Expr rebuild(Expr expression) {
        return switch (expression) {
            case Element element -> new Element(apply(element.array()), apply(element.offset()));
            case Apply call -> Apply.of(call.op(), call.arguments().stream().map(this::apply).toArray(Expr[]::new));
            case Sum sum -> new Sum(sum.loop(), apply(sum.body()));
            default -> expression;
        };
    }

    public Recurrence apply(Recurrence recurrence) {
        return new Recurrence(recurrence.steps().stream().map(this::apply).toList());
    }

    /** A step whose loops have constant ends. */
    public Step apply(Step step) {
        return switch (step) {
            case Assignment one -> new Assignment(one.loops(), apply(one.array()), apply(one.offset()),
                    apply(one.value()));
            case Invocation call -> call.with(call.loops(), this::apply);
        };
    }

    private Place apply(Place place) {
        return new Place(apply(place.array()), apply(place.offset()));
    }
}
