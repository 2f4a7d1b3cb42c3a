package org.penumbra.compiler.optimize;

import java.util.IdentityHashMap;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Local rewrites of what depends on latent sites, equal to rounding. A quotient becomes a product with the reciprocal
 * where that is known at binding or can be computed outside of a loop of the dividend. The logarithm of a product lets
 * go of constants and exponentials, of which it costs nothing.
 */
final class Algebra {

    private static final Expr ONE = Expr.of(1);

    private final Facts facts;
    private final Interner interner;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    Algebra(Facts facts, Interner interner) {
        this.facts = facts;
        this.interner = interner;
    }

    /** @param expression interned; the result is, too */
    Expr rewrite(Expr expression) {
        if (!facts.isLatent(expression)) {
            return expression;
        }
        Expr result = done.get(expression);
        if (result == null) {
            result = interner.intern(switch (expression) {
                case Apply apply -> apply(apply.op(),
                        apply.arguments().stream().map(this::rewrite).toArray(Expr[]::new));
                case Sum sum -> new Sum(sum.loop(), rewrite(sum.body()));
                default -> expression;
            });
            done.put(expression, result);
        }
        return result;
    }

    private Expr apply(Op op, Expr[] arguments) {
        return switch (op) {
            case DIV -> quotient(arguments[0], arguments[1]);
            case LOG -> logarithm(arguments[0]);
            default -> Apply.of(op, arguments);
        };
    }

    private Expr quotient(Expr dividend, Expr divisor) {
        boolean hoisted = !facts.of(divisor).indices().containsAll(facts.of(dividend).indices());
        boolean once = facts.of(divisor).indices().isEmpty() || facts.isKnown(divisor);
        return !dividend.is(1) && (hoisted || once) ? dividend.times(ONE.over(divisor)) : dividend.over(divisor);
    }

    private static Expr logarithm(Expr x) {
        if (x instanceof Apply product && product.op() == Op.MUL) {
            Expr a = product.argument(0);
            Expr b = product.argument(1);
            return hasFreeLogarithm(a) || hasFreeLogarithm(b) ? logarithm(a).plus(logarithm(b)) : x.log();
        }
        if (x instanceof Apply inverse && inverse.op() == Op.DIV && inverse.argument(0).is(1)) {
            return logarithm(inverse.argument(1)).negate();
        }
        return x instanceof Apply root && root.op() == Op.SQRT ? logarithm(root.argument(0)).times(0.5) : x.log();
    }

    /** Whether it is a positive number, or the exponential of something. */
    private static boolean hasFreeLogarithm(Expr factor) {
        return factor instanceof Constant constant ? constant.value() > 0
                : factor instanceof Apply apply && apply.op() == Op.EXP;
    }
}
