package org.penumbra.distribution.reparameterization;

import java.util.List;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;

/**
 * A free coordinate of the support of a distribution of one number, which rises with the number.
 *
 * @param lower bound of the support, or null
 * @param upper bound of the support, or null
 */
record Coordinate(Expr lower, Expr upper) {

    static Coordinate of(Signature signature, List<Expr> parameters) {
        Support support = signature.support();
        return new Coordinate(bound(support.lower(), signature, parameters),
                bound(support.upper(), signature, parameters));
    }

    private static Expr bound(Support.Bound bound, Signature signature, List<Expr> parameters) {
        if (bound.isNone()) {
            return null;
        }
        return bound.parameter() == null ? Expr.of(bound.value())
                : parameters.get(signature.indexOf(bound.parameter())).plus(bound.offset());
    }

    /** The number at y. */
    Expr value(Expr y) {
        if (lower == null) {
            return upper == null ? y : upper.minus(y.negate().exp());
        }
        return upper == null ? lower.plus(y.exp()) : lower.plus(upper.minus(lower).times(y.expit()));
    }

    /** log of the derivative of the number by y. */
    Expr logSlope(Expr y) {
        if (lower == null) {
            return upper == null ? Expr.of(0) : y.negate();
        }
        return upper == null ? y : upper.minus(lower).log().minus(y.softplus()).minus(y.negate().softplus());
    }
}
