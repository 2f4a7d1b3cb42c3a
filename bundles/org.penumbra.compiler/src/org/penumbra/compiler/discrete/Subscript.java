package org.penumbra.compiler.discrete;

import java.util.Optional;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;

/**
 * A 1-based subscript of a discrete site along one axis: a number, an index or a datum, moved by a number.
 *
 * @param varying the part that is not known: an index, or an expression of data and indices; empty for a number
 * @param shift what is added to it
 */
record Subscript(Optional<Expr> varying, int shift) {

    static Subscript of(int number) {
        return new Subscript(Optional.empty(), number);
    }

    boolean isNumber() {
        return varying.isEmpty();
    }

    /** The index when this is one, moved or not. */
    Optional<Index> index() {
        return varying.filter(Index.class::isInstance).map(Index.class::cast);
    }

    Expr expression() {
        return varying.map(part -> part.plus(shift)).orElse(Expr.of(shift));
    }

    Subscript rewritten(Rewriting rewriting) {
        return varying.isEmpty() ? this : of(rewriting.apply(varying.get()), shift);
    }

    private static Subscript of(Expr part, int shift) {
        return part.constantValue().isPresent() ? of((int) part.constantValue().getAsDouble() + shift)
                : new Subscript(Optional.of(part), shift);
    }
}
