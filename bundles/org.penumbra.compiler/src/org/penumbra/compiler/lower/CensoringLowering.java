package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.distribution.Truncated;
import org.penumbra.distribution.combinator.Censored;

/** {@code Censored(D(...), min = a, max = b)}: the distribution inside with two more parameters. */
final class CensoringLowering {

    private final DistributionLowering distributions;
    private final ExpressionLowering expressions;
    private final Refusal refusal;

    CensoringLowering(DistributionLowering distributions, ExpressionLowering expressions, Refusal refusal) {
        this.distributions = distributions;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    Resolved lower(Slots slots, Scope scope) {
        if (!slots.has("min") && !slots.has("max")) {
            throw CombinatorLowering.wrong(slots.call(), slots.combinator(), refusal);
        }
        Resolved inner = distributions.lower(slots.get("distribution"), scope);
        if (!Truncated.hasCdf(inner.signature())) {
            throw refusal.at(slots.get("distribution"), "PEN-2323", inner.name()
                    + " cannot be censored: its distribution function has no expression.");
        }
        List<Value> arguments = new ArrayList<>(inner.arguments());
        for (String bound : List.of("min", "max")) {
            if (slots.has(bound)) {
                arguments.add(expressions.lower(slots.get(bound), scope));
            }
        }
        return CombinatorLowering.wrapped(slots, inner,
                Censored.signature(inner.signature(), slots.has("min"), slots.has("max")), arguments);
    }
}
