package org.penumbra.compiler.target;

import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;

/** Puts a number in the place of one free coordinate. */
record FreeReplacement(Element free, Expr number) {

    Expr apply(Expr expression) {
        if (expression.equals(free)) {
            return number;
        }
        return expression instanceof Apply call
                ? Apply.of(call.op(), call.arguments().stream().map(this::apply).toArray(Expr[]::new)) : expression;
    }
}
