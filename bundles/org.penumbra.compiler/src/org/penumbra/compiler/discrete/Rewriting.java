package org.penumbra.compiler.discrete;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Puts values in the place of indices and of elements of discrete sites. A product with a site that is 0 becomes 0,
 * which a product of two numbers that are not known need not be: {@code z * p} with z = 0 switches p off, so no
 * derivative of an impossible logarithm of it arises.
 */
public final class Rewriting {

    private static final Expr ZERO = Expr.of(0);

    private final Map<? extends Expr, ? extends Expr> replacements;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    /** @param replacements of indices and elements */
    public Rewriting(Map<? extends Expr, ? extends Expr> replacements) {
        this.replacements = Map.copyOf(replacements);
    }

    /** The expression with everything replaced; the same object where there is nothing to replace. */
    public Expr apply(Expr expression) {
        Expr result = done.get(expression);
        if (result == null) {
            Expr replacement = replacements.get(expression);
            result = replacement != null ? replacement : rebuild(expression);
            done.put(expression, result);
        }
        return result;
    }

    /** The loop with its ends rewritten. */
    public Loop apply(Loop loop) {
        return loop.between(apply(loop.lower()), apply(loop.upper()));
    }

    private Expr rebuild(Expr expression) {
        return switch (expression) {
            case Constant constant -> constant;
            case Index index -> index;
            case Element element -> {
                Expr offset = apply(element.offset());
                yield offset == element.offset() ? element : new Element(element.array(), offset);
            }
            case Apply call -> rebuild(call);
            case Sum sum -> {
                Loop loop = apply(sum.loop());
                Expr body = apply(sum.body());
                yield body == sum.body() && loop.equals(sum.loop()) ? sum : new Sum(loop, body);
            }
        };
    }

    private Expr rebuild(Apply call) {
        List<Expr> before = call.arguments();
        Expr[] after = new Expr[before.size()];
        boolean changed = false;
        boolean zero = false;
        for (int i = 0; i < after.length; i++) {
            after[i] = apply(before.get(i));
            changed |= after[i] != before.get(i);
            zero |= after[i] != before.get(i) && after[i].is(0);
        }
        if (!changed) {
            return call;
        }
        return call.op() == Op.MUL && zero ? ZERO : Apply.of(call.op(), after);
    }
}
