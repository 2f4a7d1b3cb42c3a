package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Argument;
import org.penumbra.model.BooleanLiteral;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.Invoke;
import org.penumbra.model.StringLiteral;
import org.penumbra.model.VariableRef;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerCatalog;
import org.penumbra.network.LayerEntry;
import org.penumbra.network.LayerMisuse;
import org.penumbra.network.LayerWeight;

/** Applications of layers: what a layer makes of its inputs and weights. */
final class LayerLowering {

    private static final String PRIOR = "prior";

    private final ExpressionLowering expressions;
    private final LayerCatalog catalog;
    private final Refusal refusal;
    private final Map<String, Value> weights = new HashMap<>();
    private WeightSites sites = weight -> {
        throw new IllegalStateException("nobody makes the weight " + weight.name());
    };

    LayerLowering(ExpressionLowering expressions, LayerCatalog catalog, Refusal refusal) {
        this.expressions = expressions;
        this.catalog = catalog;
        this.refusal = refusal;
    }

    void makeWeights(WeightSites others) {
        sites = others;
    }

    /** @param names of the layers */
    Value lower(Invoke invoke, Map<Call, String> names, Scope scope) {
        if (!(invoke.getTarget() instanceof Call target)) {
            throw refusal.at(invoke, "PEN-2971", "Expected a layer in front of '(', found something else.");
        }
        List<Value> inputs = invoke.getArguments().stream()
                .map(argument -> expressions.lower(argument.getValue(), scope)).toList();
        if (!target.getName().equals(LayerNames.SEQUENTIAL)) {
            return apply(target, names.get(target), inputs, scope);
        }
        for (Argument part : target.getArguments()) {
            inputs = List.of(part(part.getValue(), names, inputs, scope));
        }
        return inputs.getFirst();
    }

    /** A part of a Sequential: a layer, or a function of each element. */
    private Value part(Expression part, Map<Call, String> names, List<Value> inputs, Scope scope) {
        return switch (part) {
            case Call layer -> apply(layer, names.get(layer), inputs, scope);
            case VariableRef ref when ref.getVariable() == null && Functions.unary(ref.getName()) != null ->
                    ExpressionLowering.elementwise(inputs.getFirst(), Functions.unary(ref.getName()));
            default -> throw refusal.at(part, "PEN-2971", "Expected a layer or the name of a function of one number in "
                    + "Sequential, found something else.");
        };
    }

    private Value apply(Call layer, String name, List<Value> inputs, Scope scope) {
        LayerEntry entry = catalog.find(layer.getName()).orElseThrow(() -> unknown(layer));
        Map<String, Expression> priors = new LinkedHashMap<>();
        try {
            LayerArguments arguments = LayerArguments.of(entry, arguments(layer, entry, priors, scope));
            BuiltLayer built = entry.layer().get().build(arguments, inputs.stream().map(Value::shape).toList());
            requirePriors(layer, built, priors);
            built.categories().forEach((input, count) -> requireCategories(layer, inputs.get(input), count, scope));
            List<ArrayExpr> own = new ArrayList<>();
            for (LayerWeight weight : built.weights()) {
                own.add(expression(weight(layer, name + "." + weight.name(), weight, priors, scope)));
            }
            return Calls.value(built.output().of(inputs.stream().map(this::expression).toList(), own)).remembered();
        } catch (LayerMisuse misuse) {
            throw refusal.at(layer, "PEN-2971", misuse.getMessage(), misuse.advice());
        }
    }

    /** Refuses what is no whole number from 1 to the count, at any place of the input and in any iteration. */
    private void requireCategories(Call layer, Value input, int count, Scope scope) {
        List<Loop> loops = new ArrayList<>(scope.loops());
        List<Loop> axes = input.shape().stream().map(expressions::axis).toList();
        loops.addAll(axes);
        expressions.subscripts().check(layer, input.at(axes.stream().map(axis -> (Expr) axis.index()).toList()), count,
                loops, "the rows of " + layer.getName());
    }

    private ArrayExpr expression(Value value) {
        return expressions.arrayCalls().expression(value);
    }

    private Value weight(Call layer, String name, LayerWeight described, Map<String, Expression> priors, Scope scope) {
        Value known = weights.get(name);
        if (known == null) {
            Optional<Expression> prior = Optional.ofNullable(priors.get(described.name() + "Prior"))
                    .or(() -> Optional.ofNullable(priors.get(PRIOR)));
            known = sites.make(new WeightSites.Weight(name, described, prior, scope, layer));
            weights.put(name, known);
        }
        if (!known.shape().equals(described.shape())) {
            throw refusal.shapes(layer, "The weight '" + name + "' has one shape in all calls of its network", known,
                    new Value(described.shape(), at -> null));
        }
        return known;
    }

    /** What is written in parentheses by the names of parameters; priors apart. */
    private Map<String, Object> arguments(Call layer, LayerEntry entry, Map<String, Expression> priors, Scope scope) {
        Set<String> names = entry.parameters().stream().map(LayerEntry.Parameter::name).collect(Collectors.toSet());
        Map<String, Object> given = new LinkedHashMap<>();
        int position = 0;
        for (Argument argument : layer.getArguments()) {
            if (LayerNames.isPrior(argument.getName(), names)) {
                priors.put(argument.getName(), argument.getValue());
                continue;
            }
            if (argument.getName() == null && position == entry.parameters().size()) {
                throw new LayerMisuse("Expected " + entry.signature() + ", found one argument more.");
            }
            String name = argument.getName() == null ? entry.parameters().get(position++).name() : argument.getName();
            if (given.put(name, value(argument.getValue(), scope)) != null) {
                throw new LayerMisuse("Expected " + entry.signature() + ", found '" + name + "' twice.");
            }
        }
        return given;
    }

    private Object value(Expression written, Scope scope) {
        return switch (written) {
            case StringLiteral text -> text.getValue();
            case BooleanLiteral truth -> truth.isValue();
            case VariableRef ref when ref.getVariable() == null -> ref.getName();
            default -> expressions.number(written, scope);
        };
    }

    private static void requirePriors(Call layer, BuiltLayer built, Map<String, Expression> priors) {
        List<String> names = new ArrayList<>(built.weights().stream().map(weight -> weight.name() + "Prior").toList());
        names.add(PRIOR);
        priors.keySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new LayerMisuse("Expected a prior of a weight of " + layer.getName() + ", found '" + name + "'.",
                    "Those are " + String.join(", ", names) + ".");
        });
        if (built.weights().isEmpty() && !priors.isEmpty()) {
            throw new LayerMisuse("Expected no prior of " + layer.getName() + ", which has no weights, found one.");
        }
    }

    private PenumbraException unknown(Call layer) {
        return PenumbraException.badInput(Problem.error("PEN-2971", "There is no layer '" + layer.getName()
                + "' installed.").at(refusal.locate(layer)).offering(Nearest.to(layer.getName(), catalog.names())));
    }
}
