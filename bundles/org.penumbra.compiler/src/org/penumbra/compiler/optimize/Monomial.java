package org.penumbra.compiler.optimize;

import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;

/**
 * An expression as a product.
 *
 * @param fixed the same in all rows
 * @param weight depends on the row through data alone
 * @param rest depends on the row and on latent sites; 1 when nothing does
 */
record Monomial(Expr fixed, Expr weight, Expr rest) {

    private static final Expr ONE = Expr.of(1);

    static Monomial of(Expr expression, Rows rows, Facts facts) {
        if (!rows.vary(expression)) {
            return new Monomial(expression, ONE, ONE);
        }
        if (!facts.isLatent(expression)) {
            return new Monomial(ONE, expression, ONE);
        }
        if (!(expression instanceof Apply apply)) {
            return new Monomial(ONE, ONE, expression);
        }
        Monomial first = of(apply.argument(0), rows, facts);
        return switch (apply.op()) {
            case MUL -> first.times(of(apply.argument(1), rows, facts));
            case DIV -> first.over(of(apply.argument(1), rows, facts));
            case NEG -> new Monomial(first.fixed.negate(), first.weight, first.rest);
            case SQUARE -> new Monomial(first.fixed.square(), first.weight.square(), first.rest.square());
            default -> new Monomial(ONE, ONE, expression);
        };
    }

    private Monomial times(Monomial other) {
        boolean same = !rest.is(1) && rest.equals(other.rest);
        return new Monomial(fixed.times(other.fixed), weight.times(other.weight),
                same ? rest.square() : rest.times(other.rest));
    }

    private Monomial over(Monomial other) {
        return new Monomial(fixed.over(other.fixed), weight.over(other.weight), rest.over(other.rest));
    }
}
