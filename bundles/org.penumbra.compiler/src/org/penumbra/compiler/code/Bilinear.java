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

    /** Takes an expression apart; null when it is nothing of the kind. */
    static Bilinear of(Expr expression, Index row, Index column, Facts facts) {
        Factors factors = new Factors(row, column, facts);
        return factors.take(expression) && factors.matrix != null
                ? new Bilinear(factors.matrix, factors.ofRow, factors.ofColumn) : null;
    }

    /** The product in an order in which the factor of the row is computed once for all columns. */
    Expr product() {
        return matrix.times(column).times(row);
    }

    /** Collects the factors of a product. */
    private static final class Factors {

        private final Index row;
        private final Index column;
        private final Facts facts;
        private Element matrix;
        private Expr ofRow = Expr.of(1);
        private Expr ofColumn = Expr.of(1);

        Factors(Index row, Index column, Facts facts) {
            this.row = row;
            this.column = column;
            this.facts = facts;
        }

        /** False when a factor depends on both and is no matrix element. */
        boolean take(Expr factor) {
            if (!facts.dependsOn(factor, column)) {
                ofRow = factor.times(ofRow);
                return true;
            }
            if (factor instanceof Apply apply) {
                return take(apply);
            }
            return factor instanceof Element element && facts.dependsOn(factor, row) ? takeMatrix(element)
                    : takeColumn(factor);
        }

        private boolean take(Apply apply) {
            return switch (apply.op()) {
                case MUL -> take(apply.argument(0)) && take(apply.argument(1));
                case NEG -> take(Expr.of(-1)) && take(apply.argument(0));
                case DIV -> take(apply.argument(0)) && takeDivisor(apply.argument(1));
                case SELECT -> facts.dependsOn(apply, row) ? takeChoice(apply) : takeColumn(apply);
                default -> takeColumn(apply);
            };
        }

        private boolean takeDivisor(Expr divisor) {
            Expr factor = Expr.of(1).over(divisor);
            return facts.dependsOn(divisor, column) ? takeColumn(factor) : take(factor);
        }

        private boolean takeColumn(Expr factor) {
            ofColumn = ofColumn.times(factor);
            return !facts.dependsOn(factor, row);
        }

        private boolean takeMatrix(Element element) {
            boolean isFirst = matrix == null;
            matrix = element;
            return isFirst && facts.isKnown(element.offset())
                    && (element.array().role() == Array.Role.DATA || element.array().role() == Array.Role.BATCH)
                    && facts.of(element).indices().size() == 2
                    && Strides.of(element.offset(), row).orElse(0) != 0
                    && Strides.of(element.offset(), column).orElse(0) != 0;
        }

        /** A row that counts or does not: 0 for the whole row, as its elements are finite. */
        private boolean takeChoice(Apply select) {
            Bilinear inner = of(select.argument(1), row, column, facts);
            if (inner == null || facts.dependsOn(select.argument(0), column) || !select.argument(2).is(0)) {
                return false;
            }
            ofRow = Expr.select(select.argument(0), inner.row, Expr.of(0)).times(ofRow);
            return takeColumn(inner.column) && takeMatrix(inner.matrix);
        }
    }
}
