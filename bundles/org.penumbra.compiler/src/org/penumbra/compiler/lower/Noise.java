package org.penumbra.compiler.lower;

import java.util.Optional;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Op;

/**
 * A matrix as the sum of another and a multiple of the identity, such as the covariance of a process that is observed
 * with noise: where a function takes the two apart, the other matrix need not be copied.
 *
 * @param rest an element of the other matrix
 * @param added to its diagonal
 */
record Noise(Expr rest, Expr added) {

    /** What is known of one expression: either may be null. */
    private record Parts(Expr rest, Expr added) {
    }

    /** Empty when the element has not that form, or nothing is left without the multiple of the identity. */
    static Optional<Noise> of(Expr element, Index row, Index column) {
        Parts parts = new Splitting(row, column, new Facts()).split(element);
        return parts.rest() == null || parts.added() == null ? Optional.empty()
                : Optional.of(new Noise(parts.rest(), parts.added()));
    }

    private record Splitting(Index row, Index column, Facts facts) {

        Parts split(Expr element) {
            if (element instanceof Apply sum && sum.op() == Op.ADD) {
                Parts left = split(sum.argument(0));
                Parts right = split(sum.argument(1));
                return new Parts(plus(left.rest(), right.rest()), plus(left.added(), right.added()));
            }
            Expr factor = factor(element);
            return factor == null ? new Parts(element, null) : new Parts(null, factor);
        }

        private static Expr plus(Expr a, Expr b) {
            return a == null ? b : b == null ? a : a.plus(b);
        }

        /** What an element of the identity is multiplied by; null when it is something else. */
        private Expr factor(Expr element) {
            if (!(element instanceof Apply apply)) {
                return null;
            }
            return switch (apply.op()) {
                case EQ -> isIdentity(apply) ? Expr.of(1) : null;
                case MUL -> isConstant(apply.argument(1)) ? product(apply.argument(0), apply.argument(1))
                        : isConstant(apply.argument(0)) ? product(apply.argument(1), apply.argument(0)) : null;
                case DIV -> isConstant(apply.argument(1)) ? quotient(apply.argument(0), apply.argument(1)) : null;
                default -> null;
            };
        }

        private boolean isIdentity(Apply equal) {
            Expr a = equal.argument(0);
            Expr b = equal.argument(1);
            return a.equals(row) && b.equals(column) || a.equals(column) && b.equals(row);
        }

        private boolean isConstant(Expr factor) {
            return !facts.dependsOn(factor, row) && !facts.dependsOn(factor, column);
        }

        private Expr product(Expr element, Expr by) {
            Expr factor = factor(element);
            return factor == null ? null : factor.times(by);
        }

        private Expr quotient(Expr element, Expr by) {
            Expr factor = factor(element);
            return factor == null ? null : factor.over(by);
        }
    }
}
