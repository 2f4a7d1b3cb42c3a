package org.penumbra.compiler.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param assignments last first
 */
public record Backward(List<Recurrence.Assignment> assignments) {

    public Backward {
        assignments = List.copyOf(assignments);
    }

    /** Fresh indices, so that what the sweep computes is not taken for what the forward loop does. */
    public static Backward of(Recurrence recurrence) {
        Map<Loop, Loop> reversed = new HashMap<>();
        List<Recurrence.Assignment> assignments = new ArrayList<>();
        for (Recurrence.Assignment forward : recurrence.assignments().reversed()) {
            assignments.add(reverse(forward, reversed));
        }
        return new Backward(assignments);
    }

    private static Recurrence.Assignment reverse(Recurrence.Assignment forward, Map<Loop, Loop> reversed) {
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
        return new Recurrence.Assignment(loops, forward.array(), renamed.apply(forward.offset()),
                renamed.apply(forward.value()));
    }

    /** Whether this assigns elements of an array. */
    boolean assigns(Array array) {
        return assignments.stream().anyMatch(assignment -> assignment.array().equals(array));
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
