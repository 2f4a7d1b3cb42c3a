package org.penumbra.compiler.lower;

import java.util.List;
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
