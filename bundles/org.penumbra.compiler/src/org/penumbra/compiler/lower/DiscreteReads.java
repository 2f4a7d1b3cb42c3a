package org.penumbra.compiler.lower;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Sum;

/**
 * Which expressions depend on discrete sites.
 *
 * @param arrays stored values that do
 */
record DiscreteReads(Set<Array> arrays) {

    boolean in(Expr expression) {
        return in(expression, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private boolean in(Expr expression, Set<Expr> seen) {
        return seen.add(expression) && switch (expression) {
            case Element element -> element.array().role() == Array.Role.DISCRETE || arrays.contains(element.array())
                    || in(element.offset(), seen);
            case Apply apply -> apply.arguments().stream().anyMatch(argument -> in(argument, seen));
            case Sum sum -> in(sum.body(), seen);
            default -> false;
        };
    }
}
