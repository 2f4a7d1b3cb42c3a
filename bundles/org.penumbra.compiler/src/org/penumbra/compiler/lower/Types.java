package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.model.Argument;
import org.penumbra.model.Expression;
import org.penumbra.model.Type;

/** The supports that declared types stand for, with their bounds evaluated. */
final class Types {

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
            default -> Structure.named(type.getName()).map(Structure::elements)
                    .orElseThrow(() -> refusal.notCompiled(type, "The type '" + type.getName() + "'"));
        };
    }

    private Support interval(Type type, Scope scope) {
        Written written = interval(type);
        return Support.interval(number(written.lower(), scope), number(written.upper(), scope));
    }

    private Support bounded(Type type, Scope scope, boolean integer) {
        Written written = minMax(type);
        Support.Bound lower = number(written.lower(), scope);
        Support.Bound upper = number(written.upper(), scope);
        return integer ? Support.integers(lower, upper) : Support.between(lower, upper);
    }

    private Support.Bound number(Expression bound, Scope scope) {
        return bound == null ? Support.Bound.NONE : new Support.Bound(null, expressions.number(bound, scope));
    }

    /** Bounds as they are written; null where there is none. */
    private record Written(Expression lower, Expression upper) {
    }

    private Written interval(Type type) {
        if (type.getArguments().size() != 2) {
            throw refusal.at(type, "PEN-2105", "interval takes a lower and an upper bound, found "
                    + type.getArguments().size() + " argument(s).");
        }
        return new Written(type.getArguments().get(0).getValue(), type.getArguments().get(1).getValue());
    }

    private Written minMax(Type type) {
        Expression lower = null;
        Expression upper = null;
        for (Argument argument : type.getArguments()) {
            if ("min".equals(argument.getName())) {
                lower = argument.getValue();
            } else if ("max".equals(argument.getName())) {
                upper = argument.getValue();
            } else {
                throw refusal.at(argument, "PEN-2105", "A type takes min and max, found '" + argument.getName() + "'.");
            }
        }
        return new Written(lower, upper);
    }

    /**
     * Bounds of the declared type of a latent site.
     *
     * @param lower may depend on earlier sites; null where there is none
     * @param upper as {@code lower}
     * @param text for people
     */
    record Bounds(Expr lower, Expr upper, String text) {
    }

    /** The bounds of a type with real elements. */
    Bounds boundsOf(Type type, Scope scope) {
        if (!List.of("real", "interval").contains(type.getName())) {
            Support support = supportOf(type, scope);
            return new Bounds(constant(support.lower()), constant(support.upper()), support.toString());
        }
        Written written = type.getName().equals("real") ? minMax(type) : interval(type);
        Expr lower = bound(written.lower(), scope);
        Expr upper = bound(written.upper(), scope);
        boolean numbers = (lower == null || lower instanceof Constant) && (upper == null || upper instanceof Constant);
        return new Bounds(lower, upper, numbers ? supportOf(type, scope).toString()
                : "interval(" + text(lower) + ", " + text(upper) + ")");
    }

    /** A number where it is one already, so that what follows can be simpler. */
    private Expr bound(Expression written, Scope scope) {
        if (written == null) {
            return null;
        }
        Expr bound = expressions.scalar(written, scope);
        Facts facts = new Facts();
        return facts.isLatent(bound) || !facts.of(bound).indices().isEmpty() ? bound
                : Expr.of(expressions.number(written, scope));
    }

    private static Expr constant(Support.Bound bound) {
        return bound.isNone() ? null : Expr.of(bound.value());
    }

    private static String text(Expr bound) {
        return bound instanceof Constant ? bound.toString() : bound == null ? "no bound" : "...";
    }

    /** The shape of a value of the type: a vector or square matrix type stands for its own axes, which come last. */
    List<Integer> shape(Type type, Scope scope) {
        List<Integer> extents = new ArrayList<>(extents(type, scope));
        Optional<Structure> structure = Structure.named(type.getName());
        if (structure.isPresent()) {
            requireOrder(type, extents);
            int own = extents.removeFirst();
            extents.addAll(Collections.nCopies(structure.get().rank(), own));
        }
        return extents;
    }

    /** What is written for the extent of each axis of a value of the type, in the order of its axes. */
    static List<Expression> axes(Type type) {
        List<Expression> axes = new ArrayList<>(type.getDimensions());
        Optional<Structure> structure = Structure.named(type.getName());
        if (structure.isPresent() && !axes.isEmpty()) {
            Expression own = axes.removeFirst();
            axes.addAll(Collections.nCopies(structure.get().rank(), own));
        }
        return axes;
    }

    private void requireOrder(Type type, List<Integer> extents) {
        if (extents.isEmpty() || extents.getFirst() < 1) {
            throw refusal.at(type, "PEN-2103", "The type " + type.getName() + " needs a length of 1 or more, as in "
                    + type.getName() + "[3].");
        }
    }

    /** The extents of a type. */
    List<Integer> extents(Type type, Scope scope) {
        return type.getDimensions().stream().map(dimension -> expressions.size(dimension, scope)).toList();
    }
}
