package org.penumbra.compiler.gradient;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Adds a value to one element of the output, in every iteration of the loops around it.
 *
 * @param path loops, outermost first
 * @param base position of the first element in the output
 * @param offset integer-valued, added to the base
 * @param value what is added
 */
public record Scatter(List<Loop> path, int base, Expr offset, Expr value) {

    public Scatter {
        path = List.copyOf(path);
    }

    /** The same inside of its outermost loop. */
    public Scatter inner() {
        return new Scatter(path.subList(1, path.size()), base, offset, value);
    }

    @Override
    public String toString() {
        String loops = path.isEmpty() ? "" : "for " + path + ": ";
        return loops + "out[" + base + " + " + offset + "] += " + value;
    }
}
