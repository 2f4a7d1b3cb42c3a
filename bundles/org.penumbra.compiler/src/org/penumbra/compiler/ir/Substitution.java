package org.penumbra.compiler.ir;

import java.util.IdentityHashMap;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/** Replaces indices by expressions: the element of a site at other subscripts than those of its own loops. */
public final class Substitution {

    private final Map<Index, Expr> replacements;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    public Substitution(Map<Index, Expr> replacements) {
        this.replacements = Map.copyOf(replacements);
    }

    public Expr apply(Expr expression) {
        Expr result = done.get(expression);
        if (result == null) {
            result = rebuild(expression);
            done.put(expression, result);
        }
        return result;
    }

    private Expr rebuild(Expr expression) {
        return switch (expression) {
            case Index index -> replacements.getOrDefault(index, index);
            case Element element -> new Element(element.array(), apply(element.offset()));
            case Apply call -> Apply.of(call.op(), call.arguments().stream().map(this::apply).toArray(Expr[]::new));
            case Sum sum -> new Sum(
                    sum.loop().between(apply(sum.loop().lower()), apply(sum.loop().upper())),
                    apply(sum.body()));
            default -> expression;
        };
    }
}
