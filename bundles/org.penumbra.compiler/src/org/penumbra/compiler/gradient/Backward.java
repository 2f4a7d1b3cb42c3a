package org.penumbra.compiler.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * A recurrence run backwards: its assignments in the opposite order, its loops from their upper ends down, each value
 * with the adjoint of the element that it was assigned to. When a value is reached, all that was computed from it has
 * been, so its adjoint is final.
 *
 * @param steps last first
 */
public record Backward(List<Recurrence.Step> steps) {

    public Backward {
        steps = List.copyOf(steps);
    }

    /** Fresh indices, so that what the sweep computes is not taken for what the forward loop does. */
    public static Backward of(Recurrence recurrence) {
        Map<Loop, Loop> reversed = new HashMap<>();
        List<Recurrence.Step> steps = new ArrayList<>();
        for (Recurrence.Step forward : recurrence.steps().reversed()) {
            steps.add(reverse(forward, reversed));
        }
        return new Backward(steps);
    }

    private static Recurrence.Step reverse(Recurrence.Step forward, Map<Loop, Loop> reversed) {
        Map<Index, Expr> indices = new HashMap<>();
        List<Loop> loops = new ArrayList<>();
        for (Loop loop : forward.loops()) {
            Substitution outer = new Substitution(indices);
            Loop backward = reversed.computeIfAbsent(loop, key -> new Loop(
                    new Index(key.index().name() + "'", -1 - key.index().id()), outer.apply(key.lower()),
                    outer.apply(key.upper()), true));
            loops.add(backward);
            indices.put(loop.index(), backward.index());
        }
        Substitution renamed = new Substitution(indices);
        return switch (forward) {
            case Recurrence.Assignment assignment -> new Recurrence.Assignment(loops, assignment.array(),
                    renamed.apply(assignment.offset()), renamed.apply(assignment.value()));
            case Recurrence.Invocation call -> new Recurrence.Invocation(loops, call.function(),
                    call.inputs().stream().map(place -> renamed(place, renamed)).toList(),
                    renamed(call.output(), renamed));
        };
    }

    private static Recurrence.Place renamed(Recurrence.Place place, Substitution indices) {
        return new Recurrence.Place(place.array(), indices.apply(place.offset()));
    }

    /** Whether this stores elements of an array. */
    boolean assigns(Array array) {
        return steps.stream().anyMatch(step -> step.array().equals(array));
    }

    /** The call that hands the adjoint of a function's output on to its inputs. */
    static Invoke invoke(Recurrence.Invocation call) {
        List<Optional<Array>> inputs = call.inputs().stream().map(Recurrence.Place::array)
                .map(array -> array.role() == Array.Role.STATE ? Optional.of(adjointOf(array))
                        : Optional.<Array>empty())
                .toList();
        return new Invoke(call.loops(), call.function(), call.inputs(), call.output(),
                Optional.of(new Invoke.Adjoints(adjointOf(call.array()), inputs)));
    }

    /** The derivative of the log density by the element that is assigned. */
    static Element adjoint(Recurrence.Assignment assignment) {
        return new Element(adjointOf(assignment.array()), assignment.offset());
    }

    /** Where the derivatives by a recurrence's values are gathered. */
    static Array adjointOf(Array state) {
        return new Array("d_" + state.name(), Array.Role.ADJOINT, state.shape());
    }
}
