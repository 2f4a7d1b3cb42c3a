package org.penumbra.compiler.lower;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;

/**
 * A call of a distribution whose parameters are known.
 *
 * @param name of the distribution
 * @param signature the one that the arguments fit
 * @param arguments in the order of the signature
 * @param choice the log density of categories at one of them, by a subscript; empty when it is that of the signature
 */
record Resolved(String name, Signature signature, List<Value> arguments, Optional<UnaryOperator<Expr>> choice) {

    Resolved(String name, Signature signature, List<Value> arguments) {
        this(name, signature, arguments, Optional.empty());
    }

    Resolved {
        arguments = List.copyOf(arguments);
    }

    /** A bound of the support as a value; empty when there is none. */
    Optional<Value> bound(Support.Bound bound) {
        if (bound.isNone()) {
            return Optional.empty();
        }
        return Optional.of(bound.parameter() == null ? Value.scalar(bound.value())
                : ExpressionLowering.elementwise(arguments.get(signature.indexOf(bound.parameter())),
                        parameter -> parameter.plus(bound.offset())));
    }
}
