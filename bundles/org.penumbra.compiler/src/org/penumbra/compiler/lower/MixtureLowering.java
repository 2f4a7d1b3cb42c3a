package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.combinator.Mixture;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Op;
import org.penumbra.model.Expression;
import org.penumbra.model.ListLiteral;

/** {@code Mixture(w, [D(...), E(...)])}, and {@code MixtureSameFamily(w, D(...))} as the same thing written out. */
final class MixtureLowering {

    private final DistributionLowering distributions;
    private final ExpressionLowering expressions;
    private final Refusal refusal;

    MixtureLowering(DistributionLowering distributions, ExpressionLowering expressions, Refusal refusal) {
        this.distributions = distributions;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    Resolved ofComponents(Slots slots, Scope scope) {
        if (!(slots.get("components") instanceof ListLiteral list) || list.getElements().isEmpty()) {
            throw CombinatorLowering.wrong(slots.call(), slots.combinator(), refusal);
        }
        List<Resolved> components = list.getElements().stream()
                .map(component -> distributions.lower(component, scope)).toList();
        Value weights = weights(slots, scope);
        if (weights.shape().getLast() != components.size()) {
            throw refusal.at(slots.call(), "PEN-2321", "A mixture has a weight for each component, found "
                    + weights.shape().getLast() + " weights and " + components.size() + " components.");
        }
        return mixture(slots, weights, components, "Mixture");
    }

    /** Parameters whose last axis has a number for each component are taken apart, the others are shared. */
    Resolved ofFamily(Slots slots, Scope scope) {
        Value weights = weights(slots, scope);
        int size = weights.shape().getLast();
        Resolved family = distributions.lower(slots.get("distribution"), scope);
        for (Value argument : family.arguments()) {
            if (!argument.isScalar() && argument.shape().getLast() != size && argument.shape().getLast() != 1) {
                throw refusal.at(slots.get("distribution"), "PEN-2321", "The last axis of a parameter runs over the "
                        + size + " components, found " + Shapes.describe(argument.shape()) + ".");
            }
        }
        List<Resolved> components = IntStream.rangeClosed(1, size).mapToObj(k -> new Resolved(family.name(),
                family.signature(), family.arguments().stream().map(argument -> component(argument, k)).toList()))
                .toList();
        return mixture(slots, weights, components, "MixtureSameFamily " + family.name());
    }

    private static Value component(Value argument, int k) {
        return argument.isScalar() ? argument
                : DistributionLowering.element(argument, argument.shape().getLast() == 1 ? 1 : k);
    }

    private Value weights(Slots slots, Scope scope) {
        Expression written = slots.get(slots.has("logits") ? "logits" : "weights");
        Value weights = expressions.lower(written, scope);
        if (weights.isScalar()) {
            throw refusal.at(written, "PEN-2321", "The weights of a mixture are a vector, found a scalar.",
                    "Of two components with probabilities p and 1 - p: [p, 1 - p].");
        }
        return weights;
    }

    private Resolved mixture(Slots slots, Value weights, List<Resolved> components, String name) {
        requireOneKind(slots, components);
        List<Value> arguments = new ArrayList<>();
        IntStream.rangeClosed(1, components.size())
                .forEach(k -> arguments.add(DistributionLowering.element(weights, k)));
        components.forEach(component -> arguments.addAll(component.arguments()));
        List<Signature> signatures = components.stream().map(Resolved::signature).toList();
        Support.Bound lower = BoundArguments.add(widest(slots, components, Support::lower, Op.MIN), "lower", arguments);
        Support.Bound upper = BoundArguments.add(widest(slots, components, Support::upper, Op.MAX), "upper", arguments);
        return new Resolved(name, Mixture.signature(slots.has("logits"), signatures, lower, upper), arguments);
    }

    private void requireOneKind(Slots slots, List<Resolved> components) {
        boolean discrete = components.stream().anyMatch(component -> component.signature().discrete());
        for (Resolved component : components) {
            Signature signature = component.signature();
            boolean fits = discrete ? signature.discrete() || signature.isPoint()
                    : !signature.distribution().get().hasAtoms();
            if (!fits) {
                throw refusal.at(slots.call(), "PEN-2321", "The components of a mixture are all of them distributions "
                        + "of integers, or all of them have densities; found " + component.name()
                        + (discrete ? " beside a distribution of integers." : ", which has no density."));
            }
        }
    }

    /** The bound that lies farthest out; none when one component has none. */
    private Optional<Value> widest(Slots slots, List<Resolved> components, Function<Support, Support.Bound> side,
            Op farther) {
        Value widest = null;
        for (Resolved component : components) {
            Optional<Value> bound = component.bound(side.apply(component.signature().support()));
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            widest = widest == null ? bound.get()
                    : expressions.elementwise(slots.call(), widest, bound.get(), (a, b) -> Apply.of(farther, a, b));
        }
        return Optional.of(widest);
    }
}
