package org.penumbra.compiler.conjugate;

import java.util.IdentityHashMap;
import java.util.Map;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Sum;

/** Writes sites' own values as functions of their free coordinates, which take the places of the values. */
final class FreeValues {

    private final Map<Array, Bijector> bijectors;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    FreeValues(Map<Array, Bijector> bijectors) {
        this.bijectors = bijectors;
    }

    Expr apply(Expr expression) {
        Expr known = done.get(expression);
        if (known == null) {
            known = switch (expression) {
                case Element element when bijectors.containsKey(element.array()) ->
                    bijectors.get(element.array()).forward(element);
                case Apply call -> Apply.of(call.op(),
                        call.arguments().stream().map(this::apply).toArray(Expr[]::new));
                case Sum sum -> new Sum(sum.loop(), apply(sum.body()));
                default -> expression;
            };
            done.put(expression, known);
        }
        return known;
    }
}
