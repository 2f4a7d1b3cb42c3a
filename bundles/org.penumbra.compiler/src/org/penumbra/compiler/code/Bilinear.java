package org.penumbra.compiler.code;

import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;

/**
 * A product of an element of a data matrix, a factor of its row and one of its column: what X b and its gradient
 * X' g are sums of.
 *
 * @param matrix element that varies with the row and with the column
 * @param row does not depend on the column
 * @param column depends on the column, or is 1; does not depend on the row
 */
record Bilinear(Element matrix, Expr row, Expr column) {

    private static final Expr ONE = Expr.of(1);

    /** Takes an expression apart; null when it is nothing of the kind. */
    static Bilinear of(Expr expression, Index row, Index column, Facts facts) {
        return new Parser(row, column, facts).parse(expression);
    }

    /** The product in an order in which the factor of the row is computed once for all columns. */
    Expr product() {
        return matrix.times(column).times(row);
    }

    private record Parser(Index row, Index column, Facts facts) {

        private Bilinear parse(Expr expression) {
            if (expression instanceof Element element) {
                return isMatrix(element) ? new Bilinear(element, ONE, ONE) : null;
            }
            return expression instanceof Apply apply && facts.dependsOn(apply, row) ? parse(apply) : null;
        }

        private boolean isMatrix(Element element) {
            return element.array().role() == Array.Role.DATA
                    && Strides.of(element.offset(), row).orElse(0) != 0
                    && Strides.of(element.offset(), column).orElse(0) != 0
                    && facts.of(element).indices().size() == 2;
        }

        private Bilinear parse(Apply apply) {
            return switch (apply.op()) {
                case NEG -> scaled(apply.argument(0), Expr.of(-1));
                case MUL -> {
                    Bilinear first = scaled(apply.argument(0), apply.argument(1));
                    yield first != null ? first : scaled(apply.argument(1), apply.argument(0));
                }
                case DIV -> scaled(apply.argument(0), ONE.over(apply.argument(1)));
                case SELECT -> chosen(apply);
                default -> null;
            };
        }

        private Bilinear scaled(Expr inner, Expr factor) {
            Bilinear found = parse(inner);
            if (found == null) {
                return null;
            }
            if (!facts.dependsOn(factor, column)) {
                return new Bilinear(found.matrix, factor.times(found.row), found.column);
            }
            return facts.dependsOn(factor, row) ? null
                    : new Bilinear(found.matrix, found.row, found.column.times(factor));
        }

        /** A row that counts or does not: 0 for the whole row, as its elements are finite. */
        private Bilinear chosen(Apply select) {
            Expr condition = select.argument(0);
            if (facts.dependsOn(condition, column) || !select.argument(2).is(0)) {
                return null;
            }
            Bilinear found = parse(select.argument(1));
            return found == null ? null
                    : new Bilinear(found.matrix, Expr.select(condition, found.row, Expr.of(0)), found.column);
        }
    }
}
