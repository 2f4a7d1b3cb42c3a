package org.penumbra.compiler.gradient;

import java.util.List;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Writes one element in every iteration of the loops around it: adds to an element of the output or of an adjoint, or
 * sets an element of a recurrence.
 *
 * @param path loops, outermost first
 * @param array what is written; null for the output
 * @param base position of the first element in the output, 0 for an array
 * @param offset integer-valued, added to the base
 * @param value what is added or set
 */
public record Scatter(List<Loop> path, Array array, int base, Expr offset, Expr value) implements Effect {

    public Scatter {
        path = List.copyOf(path);
    }

    /** Adds to the output. */
    public Scatter(List<Loop> path, int base, Expr offset, Expr value) {
        this(path, null, base, offset, value);
    }

    /** Sets a value of a recurrence, or adds to an adjoint. */
    public Scatter(List<Loop> path, Array array, Expr offset, Expr value) {
        this(path, array, 0, offset, value);
    }

    /** Whether the element is set; otherwise it is added to. */
    public boolean sets() {
        return array != null && array.role() == Array.Role.STATE;
    }

    @Override
    public Scatter inner() {
        return new Scatter(path.subList(1, path.size()), array, base, offset, value);
    }

    @Override
    public List<Expr> needed() {
        return List.of(value);
    }

    @Override
    public String toString() {
        String loops = path.isEmpty() ? "" : "for " + path + ": ";
        String target = array == null ? "out[" + base + " + " : array.name() + "[";
        return loops + target + offset + (sets() ? "] = " : "] += ") + value;
    }
}
