package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.combinator.Combinator;
import org.penumbra.distribution.combinator.Masked;
import org.penumbra.distribution.combinator.Ordered;
import org.penumbra.distribution.combinator.ZeroInflated;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;

/** Calls of distributions that take distributions, as one distribution with the parameters of all of them. */
final class CombinatorLowering {

    /** One combinator. */
    private interface Lowering {
        Resolved lower(Slots slots, Scope scope);
    }

    private final Map<Combinator, Lowering> lowerings = new EnumMap<>(Combinator.class);
    private final DistributionLowering distributions;
    private final ExpressionLowering expressions;
    private final Refusal refusal;

    CombinatorLowering(DistributionLowering distributions, ExpressionLowering expressions, Refusal refusal) {
        this.distributions = distributions;
        this.expressions = expressions;
        this.refusal = refusal;
        MixtureLowering mixtures = new MixtureLowering(distributions, expressions, refusal);
        lowerings.put(Combinator.MIXTURE, mixtures::ofComponents);
        lowerings.put(Combinator.MIXTURE_SAME_FAMILY, mixtures::ofFamily);
        lowerings.put(Combinator.ZERO_INFLATED, this::zeroInflated);
        lowerings.put(Combinator.MASKED, this::masked);
        lowerings.put(Combinator.ORDERED, this::ordered);
        lowerings.put(Combinator.CENSORED, new CensoringLowering(distributions, expressions, refusal)::lower);
        lowerings.put(Combinator.TRANSFORMED, new TransformationLowering(distributions, expressions, refusal)::lower);
    }

    /** Empty when the call is not one of a combinator. */
    Optional<Resolved> lower(Call call, Scope scope) {
        return Combinator.named(call.getName())
                .map(combinator -> lowerings.get(combinator).lower(slots(call, combinator), scope));
    }

    private Slots slots(Call call, Combinator combinator) {
        List<String> names = new ArrayList<>();
        call.getArguments().forEach(argument -> names.add(argument.getName()));
        for (Combinator.Form form : combinator.forms()) {
            Optional<int[]> positions = form.match(names);
            if (positions.isPresent()) {
                return new Slots(call, combinator, filled(call.getArguments(), form, positions.get()));
            }
        }
        throw wrong(call, combinator, refusal);
    }

    private static Map<String, Expression> filled(List<Argument> arguments, Combinator.Form form, int[] positions) {
        Map<String, Expression> filled = new HashMap<>();
        for (int slot = 0; slot < positions.length; slot++) {
            if (positions[slot] >= 0) {
                filled.put(form.slots().get(slot), arguments.get(positions[slot]).getValue());
            }
        }
        return filled;
    }

    static PenumbraException wrong(Call call, Combinator combinator, Refusal refusal) {
        return refusal.at(call, "PEN-2302", "The arguments do not fit " + combinator.calledAs() + ": expected "
                + combinator.describe() + ", as in " + combinator.example() + ".");
    }

    private Resolved zeroInflated(Slots slots, Scope scope) {
        boolean logits = slots.has("logits");
        Resolved inner = distributions.lower(slots.get("distribution"), scope);
        if (!ZeroInflated.isPossible(inner.signature())) {
            throw refusal.at(slots.get("distribution"), "PEN-2322", "Zeros can be added to a distribution of integers "
                    + "with 0 among them, found " + inner.name() + " on " + inner.signature().support() + ".",
                    inner.signature().discrete() ? "Write Mixture([p, 1 - p], [Delta(0), ...])." : "");
        }
        List<Value> arguments = new ArrayList<>();
        arguments.add(expressions.lower(slots.get(logits ? "logits" : "gate"), scope));
        arguments.addAll(inner.arguments());
        return wrapped(slots, inner, ZeroInflated.signature(logits, inner.signature()), arguments);
    }

    private Resolved masked(Slots slots, Scope scope) {
        Resolved inner = distributions.lower(slots.get("distribution"), scope);
        List<Value> arguments = new ArrayList<>(inner.arguments());
        arguments.add(expressions.lower(slots.get("mask"), scope));
        return wrapped(slots, inner, Masked.signature(inner.signature()), arguments);
    }

    private Resolved ordered(Slots slots, Scope scope) {
        Resolved inner = distributions.lower(slots.get("distribution"), scope);
        Signature signature = inner.signature();
        if (Ordered.structure(signature).isEmpty() || signature.distribution().get().hasAtoms()) {
            throw refusal.at(slots.get("distribution"), "PEN-2327", "Draws can be put in order that are real or "
                    + "positive, found " + inner.name() + " on " + signature.support() + ".",
                    "Order what it is transformed from, as in deterministic x = expit(z).");
        }
        return wrapped(slots, inner, Ordered.signature(signature), inner.arguments());
    }

    static Resolved wrapped(Slots slots, Resolved inner, Signature signature, List<Value> arguments) {
        return new Resolved(slots.combinator().calledAs() + " " + inner.name(), signature, arguments);
    }
}
