package org.penumbra.distributions;

import org.penumbra.expression.Apply;
import org.penumbra.expression.Derivatives;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/** The chain rule over the partial derivatives of the operators, written down without any care for speed. */
final class Gradient {

    private static final Expr ZERO = Expr.of(0);

    private Gradient() {
    }

    static Expr of(Expr expression, Expr variable) {
        if (expression.equals(variable)) {
            return Expr.of(1);
        }
        if (!(expression instanceof Apply apply)) {
            return ZERO;
        }
        if (apply.op() == Op.SELECT) {
            return Expr.select(apply.argument(0), of(apply.argument(1), variable), of(apply.argument(2), variable));
        }
        Expr sum = ZERO;
        for (int i = 0; i < apply.arguments().size(); i++) {
            Expr inner = of(apply.argument(i), variable);
            if (!inner.equals(ZERO)) {
                sum = sum.plus(Derivatives.partial(apply, i).times(inner));
            }
        }
        return sum;
    }
}
