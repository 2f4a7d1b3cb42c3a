package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Expression;
import org.penumbra.model.IndexAccess;
import org.penumbra.model.Subscript;

/** What is left of a shape after subscripts, and whether they stay within their axes. */
public final class Subscripts {

    private record Axis(Expression from, Expression to) {
    }

    private final Typing typing;
    private final Report report;

    Subscripts(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    ValueType of(IndexAccess access) {
        List<Axis> axes = access.getSubscripts().stream().map(Subscripts::axis).toList();
        return apply(typing.of(access.getTarget()), axes, access);
    }

    private static Axis axis(Subscript subscript) {
        return new Axis(subscript.getFrom(), subscript.getTo());
    }

    /** The type of one element of {@code base}, as on the left of a sample statement. */
    public ValueType element(ValueType base, List<Expression> indices, EObject whole) {
        return apply(base, indices.stream().map(index -> new Axis(index, null)).toList(), whole);
    }

    private ValueType apply(ValueType base, List<Axis> axes, EObject whole) {
        axes.forEach(this::checkInteger);
        if (!base.shape().isKnown()) {
            return base;
        }
        if (axes.size() > base.shape().rank()) {
            report.add(LanguageProblem.WRONG_SUBSCRIPT
                    .problem("Expected " + allowed(base) + ", found " + axes.size() + "."), whole);
            return ValueType.UNKNOWN;
        }
        List<Extent> left = new ArrayList<>();
        for (int position = 0; position < base.shape().rank(); position++) {
            Extent extent = base.shape().extents().get(position);
            List<Extent> kept = position < axes.size() ? along(axes.get(position), extent, base) : List.of(extent);
            if (kept == null) {
                return base.withShape(Shape.UNKNOWN);
            }
            left.addAll(kept);
        }
        return base.withShape(new Shape(left));
    }

    private String allowed(ValueType base) {
        int rank = base.shape().rank();
        return rank == 0 ? "no subscript for a single number"
                : "at most " + rank + (rank == 1 ? " subscript" : " subscripts") + " for a value of shape "
                        + typing.describe(base);
    }

    /** Axes that take the place of one axis; null when their number is not known. */
    private List<Extent> along(Axis axis, Extent extent, ValueType base) {
        if (axis.from() == null) {
            return List.of(extent);
        }
        if (axis.to() != null) {
            checkRange(axis.from(), extent, base);
            checkRange(axis.to(), extent, base);
            return List.of(Extents.of(axis.to()).minus(Extents.of(axis.from())).plus(Extent.of(1)));
        }
        ValueType index = typing.of(axis.from());
        if (index.shape().isScalar()) {
            checkRange(axis.from(), extent, base);
        }
        return index.shape().extents();
    }

    private void checkInteger(Axis axis) {
        for (Expression index : new Expression[] {axis.from(), axis.to()}) {
            ValueType type = index == null ? ValueType.UNKNOWN : typing.of(index);
            if (type.isKnown() && type.element() != ElementType.INT) {
                report.add(LanguageProblem.WRONG_SUBSCRIPT
                        .problem("Expected an integer as subscript, found " + type + ".")
                        .advise("Declare data that are used as subscripts as int(min = 1)."), index);
            }
        }
    }

    /** Only what is wrong whatever the sizes are; the rest is seen when data are bound. */
    private void checkRange(Expression index, Extent extent, ValueType base) {
        Extent value = Extents.of(index);
        Extent smallest = Extents.bound(value, index, false);
        OptionalLong beyond = Extents.bound(value, index, true).difference(extent);
        boolean below = smallest.isConstant() && smallest.constant() < 1 || typing.of(index).range().high() < 1;
        if (below) {
            report.add(LanguageProblem.INDEX_OUT_OF_RANGE
                    .problem("Expected a subscript of at least 1, found " + found(smallest, index) + ".")
                    .advise("Subscripts start at 1."), index);
        } else if (beyond.isPresent() && beyond.getAsLong() > 0) {
            report.add(LanguageProblem.INDEX_OUT_OF_RANGE
                    .problem("Expected a subscript of at most " + extent + " for a value of shape "
                            + typing.describe(base) + ", found " + Extents.bound(value, index, true) + "."), index);
        }
    }

    private String found(Extent smallest, Expression index) {
        return smallest.isConstant() ? smallest.toString() : typing.of(index).range().toString();
    }
}
