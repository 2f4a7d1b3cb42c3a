package org.penumbra.compiler.lower;

import java.util.List;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.model.Sample;

/**
 * The interval that a latent site lives in: the support of its distribution, cut with its declared type. As in Stan, a
 * type that cuts a proper distribution does not renormalise it.
 */
final class Restriction {

    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private String description = "real";

    Restriction(ExpressionLowering expressions, Refusal refusal) {
        this.expressions = expressions;
        this.refusal = refusal;
    }

    Bijector bijector(Sample sample, Signature signature, List<Expr> parameters, Scope scope) {
        Types.Bounds declared = declared(sample, scope);
        Support natural = signature.support();
        Expr lower = larger(bound(natural.lower(), signature, parameters), declared.lower());
        Expr upper = smaller(bound(natural.upper(), signature, parameters), declared.upper());
        description = declared.text().equals("real") ? natural.toString() : declared.text();
        return of(lower, upper);
    }

    private Types.Bounds declared(Sample sample, Scope scope) {
        if (sample.getType() == null) {
            return new Types.Bounds(null, null, "real");
        }
        String name = sample.getType().getName();
        if (name.equals("int") || name.equals("bool")) {
            throw refusal.at(sample.getType(), "PEN-2901",
                    "'" + sample.getName() + "' is declared " + name + " but its distribution is continuous.");
        }
        return expressions.types().boundsOf(sample.getType(), scope);
    }

    /** The support in the words of the language. */
    String describe() {
        return description;
    }

    /** Onto the numbers between two bounds, either of which may be null. */
    static Bijector of(Expr lower, Expr upper) {
        if (lower == null) {
            return upper == null ? Bijector.IDENTITY : new Bijector(Bijector.Kind.UPPER, null, upper);
        }
        return upper == null ? new Bijector(Bijector.Kind.LOWER, lower, null)
                : new Bijector(Bijector.Kind.INTERVAL, lower, upper);
    }

    private static Expr bound(Support.Bound bound, Signature signature, List<Expr> parameters) {
        if (bound.isNone()) {
            return null;
        }
        return bound.parameter() == null ? Expr.of(bound.value())
                : parameters.get(signature.indexOf(bound.parameter()));
    }

    private static Expr larger(Expr a, Expr b) {
        return a == null ? b : b == null || a.equals(b) ? a : Apply.of(Op.MAX, a, b);
    }

    private static Expr smaller(Expr a, Expr b) {
        return a == null ? b : b == null || a.equals(b) ? a : Apply.of(Op.MIN, a, b);
    }
}
