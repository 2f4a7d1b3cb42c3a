package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penumbra.core.PenumbraException;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.Truncated;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;

/** {@code Truncated(D(...), min = a, max = b)}: the distribution inside with two more parameters. */
final class TruncationLowering {

    private final DistributionCatalog catalog;
    private final DistributionLowering distributions;
    private final ExpressionLowering expressions;
    private final Refusal refusal;

    TruncationLowering(DistributionCatalog catalog, DistributionLowering distributions,
            ExpressionLowering expressions, Refusal refusal) {
        this.catalog = catalog;
        this.distributions = distributions;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    Resolved lower(Call call, Scope scope) {
        Argument[] parts = parts(call);
        Resolved inner = distributions.lower(parts[0].getValue(), scope);
        Support natural = inner.signature().support();
        Value min = bound(parts[1], natural.lower(), inner, Op.MAX, scope);
        Value max = bound(parts[2], natural.upper(), inner, Op.MIN, scope);
        Support.Bound lower = named(min, "min");
        Support.Bound upper = named(max, "max");
        requireMass(call, inner, lower, upper);
        if (!lower.isNone() && lower.value() >= upper.value() && !inner.signature().discrete()) {
            throw refusal.at(call, "PEN-2306", "Truncated leaves nothing between min = " + lower + " and max = " + upper
                    + ".");
        }
        List<Value> arguments = new ArrayList<>(inner.arguments());
        Stream.of(min, max).filter(Objects::nonNull).forEach(arguments::add);
        return new Resolved(Truncated.NAME + " " + inner.name(),
                Truncated.signature(inner.signature(), lower, upper), arguments);
    }

    /** The distribution, {@code min} and {@code max}; the bounds may be missing, not both. */
    private Argument[] parts(Call call) {
        List<String> names = List.of("", "min", "max");
        Argument[] parts = new Argument[3];
        int position = 0;
        for (Argument argument : call.getArguments()) {
            int index = argument.getName() == null ? position++ : names.indexOf(argument.getName());
            if (index < 0 || index > 2 || parts[index] != null) {
                throw wrong(call);
            }
            parts[index] = argument;
        }
        if (parts[0] == null || parts[1] == null && parts[2] == null) {
            throw wrong(call);
        }
        return parts;
    }

    private PenumbraException wrong(Call call) {
        return refusal.at(call, "PEN-2302", "The arguments do not fit Truncated: expected a distribution, then min, max"
                + " or both, as in Truncated(Normal(0, 1), min = 0).");
    }

    private void requireMass(Call call, Resolved inner, Support.Bound min, Support.Bound max) {
        if (!Truncated.hasCdf(inner.signature()) && !Truncated.isSummable(inner.signature(), min, max)) {
            throw refusal.at(call, "PEN-2307", inner.name() + " cannot be truncated here: its distribution function "
                    + "has no expression" + (inner.signature().discrete()
                            ? ", and a sum in its place needs bounds that are small numbers." : "."),
                    "With any bounds: " + candidates() + ".");
        }
    }

    private String candidates() {
        return catalog.names().stream().map(catalog::find).flatMap(Optional::stream)
                .filter(entry -> entry.signatures().stream().anyMatch(Truncated::hasCdf))
                .map(DistributionEntry::name).collect(Collectors.joining(", "));
    }

    /** The tighter one of what is written and what the distribution inside has; null when nothing is written. */
    private Value bound(Argument written, Support.Bound natural, Resolved inner, Op tighter, Scope scope) {
        if (written == null) {
            return null;
        }
        Value value = expressions.lower(written.getValue(), scope);
        if (natural.isNone()) {
            return value;
        }
        Signature signature = inner.signature();
        Value own = natural.parameter() == null ? Value.scalar(natural.value())
                : inner.arguments().get(signature.indexOf(natural.parameter()));
        return expressions.elementwise(written, value, own, (a, b) -> Apply.of(tighter, a, b));
    }

    private static Support.Bound named(Value bound, String name) {
        if (bound == null) {
            return Support.Bound.NONE;
        }
        Expr known = bound.isScalar() ? bound.expression() : null;
        return known instanceof Constant number ? new Support.Bound(null, number.value())
                : new Support.Bound(name, Double.NaN);
    }
}
