package org.penumbra.compiler.discrete;

import java.util.List;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/**
 * log(exp(a) + exp(b) + ...) without overflow: the largest is taken out first. Its derivative is not followed, because
 * the sum does not depend on what is taken out.
 */
final class LogSum {

    private static final Expr NOTHING = Expr.of(Double.NEGATIVE_INFINITY);

    private LogSum() {
    }

    /** Minus infinity when there is nothing to add, or when every part is. */
    static Expr of(List<Expr> parts) {
        List<Expr> possible = parts.stream().filter(part -> !part.is(Double.NEGATIVE_INFINITY)).toList();
        if (possible.size() < 2) {
            return possible.isEmpty() ? NOTHING : possible.getFirst();
        }
        Expr largest = Apply.of(Op.DETACH, possible.stream().reduce((a, b) -> Apply.of(Op.MAX, a, b)).orElseThrow());
        Expr sum = possible.stream().map(part -> part.minus(largest).exp()).reduce(Expr::plus).orElseThrow();
        return Expr.select(largest.equalTo(NOTHING), NOTHING, largest.plus(sum.log()));
    }
}
