package org.penumbra.compiler.optimize;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/** Makes equal expressions identical: common subexpressions are then shared, and passes can remember by identity. */
public final class Interner {

    private final Map<Expr, Expr> canonical = new HashMap<>();
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    public Expr intern(Expr expression) {
        Expr result = done.get(expression);
        if (result == null) {
            result = share(rebuild(expression));
            done.put(expression, result);
            done.put(result, result);
        }
        return result;
    }

    private Expr share(Expr expression) {
        Expr first = canonical.putIfAbsent(expression, expression);
        return first == null ? expression : first;
    }

    private Expr rebuild(Expr expression) {
        return switch (expression) {
            case Constant constant -> constant;
            case Index index -> index;
            case Element element -> new Element(element.array(), intern(element.offset()));
            case Apply apply -> Apply.of(apply.op(),
                    apply.arguments().stream().map(this::intern).toArray(Expr[]::new));
            case Sum sum -> new Sum(
                    sum.loop().between(intern(sum.loop().lower()), intern(sum.loop().upper())),
                    intern(sum.body()));
        };
    }
}
