package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.combinator.Transformation;
import org.penumbra.distribution.combinator.Transformed;
import org.penumbra.expression.Expr;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.VariableRef;

/** {@code Transformed(D(...), f)}: the distribution of f(y), where f may have parameters of its own. */
final class TransformationLowering {

    private final DistributionLowering distributions;
    private final ExpressionLowering expressions;
    private final Refusal refusal;

    TransformationLowering(DistributionLowering distributions, ExpressionLowering expressions, Refusal refusal) {
        this.distributions = distributions;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    Resolved lower(Slots slots, Scope scope) {
        Resolved inner = distributions.lower(slots.get("distribution"), scope);
        Expression written = slots.get("function");
        Transformation map = map(written);
        if (!Transformed.isPossible(inner.signature(), map)) {
            throw refusal.at(slots.call(), "PEN-2324", map.describe() + " transforms continuous distributions on "
                    + map.domain() + ", found " + inner.name() + " on " + inner.signature().support() + ".");
        }
        List<Value> own = own(written, map, scope);
        List<Value> arguments = new ArrayList<>(inner.arguments());
        arguments.addAll(own);
        Support natural = inner.signature().support();
        Optional<Value> low = bound(slots, inner.bound(natural.lower()), map.image().lower(), map, own);
        Optional<Value> high = bound(slots, inner.bound(natural.upper()), map.image().upper(), map, own);
        Support.Bound lower = BoundArguments.add(low, "lower", arguments);
        Support.Bound upper = BoundArguments.add(high, "upper", arguments);
        return CombinatorLowering.wrapped(slots, inner,
                Transformed.signature(inner.signature(), map, lower, upper), arguments);
    }

    private Transformation map(Expression function) {
        String name = switch (function) {
            case Call call -> call.getName();
            case VariableRef ref -> ref.getName();
            default -> "an expression";
        };
        return Transformation.named(name).orElseThrow(() -> unknown(function, name));
    }

    private PenumbraException unknown(Expression function, String name) {
        return PenumbraException.badInput(Problem.error("PEN-2325", "Expected a function that can transform a "
                + "distribution, one of " + String.join(", ", Transformation.allNames()) + ", found " + name + ".")
                .at(refusal.locate(function)).offering(Nearest.to(name, Transformation.allNames())));
    }

    private List<Value> own(Expression written, Transformation map, Scope scope) {
        List<Argument> arguments = written instanceof Call call ? call.getArguments() : List.of();
        List<String> names = names(map);
        Value[] own = new Value[names.size()];
        int position = 0;
        for (Argument argument : arguments) {
            int index = argument.getName() == null ? position++ : names.indexOf(argument.getName());
            if (index < 0 || index >= own.length || own[index] != null) {
                throw wrong(written, map);
            }
            own[index] = expressions.lower(argument.getValue(), scope);
        }
        for (Value value : own) {
            if (value == null) {
                throw wrong(written, map);
            }
        }
        return List.of(own);
    }

    private PenumbraException wrong(Expression written, Transformation map) {
        return refusal.at(written, "PEN-2325", "The arguments of the function do not fit: expected " + map.describe()
                + ".");
    }

    /** The image of a bound of the distribution inside, or that of everything. */
    private Optional<Value> bound(Slots slots, Optional<Value> inner, Support.Bound everything, Transformation map,
            List<Value> own) {
        if (inner.isEmpty()) {
            return everything.isNone() ? Optional.empty() : Optional.of(everything.parameter() == null
                    ? Value.scalar(everything.value()) : own.get(names(map).indexOf(everything.parameter())));
        }
        Value all = inner.get();
        for (Value value : own) {
            all = expressions.elementwise(slots.call(), all, value, Expr::plus);
        }
        return Optional.of(new Value(all.shape(), at -> map.forward(Shapes.stretched(inner.get(), at),
                own.stream().map(value -> Shapes.stretched(value, at)).toList())));
    }

    private static List<String> names(Transformation map) {
        return map.parameters().stream().map(Signature.Parameter::name).toList();
    }
}
