package org.penumbra.compiler.lower;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.penumbra.expression.Expr;

/**
 * A shaped value: extents that are known, and each element as an expression on demand. Nothing is stored per element,
 * so
 * that a vector expression in a plate costs what its one element costs.
 *
 * @param shape extents, empty for a scalar
 * @param element the element at 1-based subscripts, one for each axis
 */
record Value(List<Integer> shape, Function<List<Expr>, Expr> element) {

    Value {
        shape = List.copyOf(shape);
    }

    static Value scalar(Expr expression) {
        return new Value(List.of(), subscripts -> expression);
    }

    static Value scalar(double number) {
        return scalar(Expr.of(number));
    }

    /** The same value, which makes each of its elements once however often it is used. */
    Value remembered() {
        Map<List<Expr>, Expr> made = new HashMap<>();
        return new Value(shape, subscripts -> {
            Expr known = made.get(subscripts);
            if (known == null) {
                known = element.apply(subscripts);
                made.put(List.copyOf(subscripts), known);
            }
            return known;
        });
    }

    boolean isScalar() {
        return shape.isEmpty();
    }

    int rank() {
        return shape.size();
    }

    Expr at(List<Expr> subscripts) {
        return element.apply(subscripts);
    }

    /** The expression of a scalar. */
    Expr expression() {
        return element.apply(List.of());
    }
}
