package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penumbra.distribution.Support;
import org.penumbra.model.Argument;
import org.penumbra.model.Type;

/** The supports that declared types stand for, with their bounds evaluated. */
final class Types {

    private static final Set<String> VECTORS = Set.of("simplex", "ordered", "positiveOrdered");
    private static final Set<String> MATRICES = Set.of("corrCholesky", "covCholesky", "corr", "cov");

    private final ExpressionLowering expressions;
    private final Refusal refusal;

    Types(ExpressionLowering expressions, Refusal refusal) {
        this.expressions = expressions;
        this.refusal = refusal;
    }

    /** The support of a declared scalar element type; its bounds are numbers. */
    Support supportOf(Type type, Scope scope) {
        return switch (type.getName()) {
            case "real" -> bounded(type, scope, false);
            case "int" -> bounded(type, scope, true);
            case "bool" -> Support.BOOL;
            case "positive" -> Support.POSITIVE;
            case "nonnegative" -> Support.NONNEGATIVE;
            case "unit" -> Support.UNIT;
            case "interval" -> interval(type, scope);
            default -> throw refusal.notCompiled(type, "The type '" + type.getName() + "'");
        };
    }

    private Support interval(Type type, Scope scope) {
        if (type.getArguments().size() != 2) {
            throw refusal.at(type, "PEN-2105", "interval takes a lower and an upper bound, found "
                    + type.getArguments().size() + " argument(s).");
        }
        return Support.interval(number(type.getArguments().get(0), scope), number(type.getArguments().get(1), scope));
    }

    private Support bounded(Type type, Scope scope, boolean integer) {
        Support.Bound lower = Support.Bound.NONE;
        Support.Bound upper = Support.Bound.NONE;
        for (Argument argument : type.getArguments()) {
            if ("min".equals(argument.getName())) {
                lower = number(argument, scope);
            } else if ("max".equals(argument.getName())) {
                upper = number(argument, scope);
            } else {
                throw refusal.at(argument, "PEN-2105", "A type takes min and max, found '" + argument.getName() + "'.");
            }
        }
        return integer ? Support.integers(lower, upper) : Support.between(lower, upper);
    }

    private Support.Bound number(Argument argument, Scope scope) {
        return new Support.Bound(null, expressions.number(argument.getValue(), scope));
    }

    /** The shape of a value of the type: a vector or square matrix type stands for its own axes, which come last. */
    List<Integer> shape(Type type, Scope scope) {
        List<Integer> extents = new ArrayList<>(extents(type, scope));
        if (VECTORS.contains(type.getName()) || MATRICES.contains(type.getName())) {
            int own = extents.removeFirst();
            extents.add(own);
            if (MATRICES.contains(type.getName())) {
                extents.add(own);
            }
        }
        return extents;
    }

    /** The extents of a type. */
    List<Integer> extents(Type type, Scope scope) {
        return type.getDimensions().stream().map(dimension -> expressions.size(dimension, scope)).toList();
    }
}
