package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;

/** Shapes of calls whose arguments are not simply aligned: matrices, vectors joined, arrays made. */
final class ArrayCalls {

    private final Typing typing;
    private final Report report;

    ArrayCalls(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    /** The result of the first rule that the shapes of the arguments fit. */
    ValueType shaped(Call call, BuiltIn function, ValueType scalar) {
        List<Expression> arguments = call.getArguments().stream().map(Argument::getValue).toList();
        List<Shape> shapes = arguments.stream().map(argument -> typing.of(argument).shape()).toList();
        List<Extent> values = arguments.stream().map(Extents::of).toList();
        List<ShapeRule> rules = function.shapes().stream().filter(rule -> rule.slots().size() == shapes.size())
                .toList();
        if (shapes.stream().anyMatch(shape -> !shape.isKnown()) && rules.size() > 1) {
            return scalar.withShape(Shape.UNKNOWN).from(call);
        }
        for (ShapeRule rule : rules) {
            Optional<Lengths> lengths = rule.match(shapes, values);
            if (lengths.isPresent()) {
                sizes(rule, arguments);
                return scalar.withShape(lengths.get().of(rule.result())).from(call);
            }
        }
        report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected " + rules.stream().map(ShapeRule::toString)
                .collect(Collectors.joining(" or ")) + ", found " + arguments.stream().map(typing::of)
                .map(typing::describe).collect(Collectors.joining(", ")) + ".")
                .advise("One letter is one length."), call);
        return ValueType.UNKNOWN;
    }

    /** Numbers that are lengths of the result are whole, as {@code n} of {@code identity(n)}. */
    private void sizes(ShapeRule rule, List<Expression> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            ShapeRule.Slot slot = rule.slots().get(i);
            if (slot.axes().isEmpty() && rule.result().stream().anyMatch(axis -> axis.mentions(slot.name()))) {
                size(arguments.get(i));
            }
        }
    }

    private void size(Expression size) {
        ValueType type = typing.of(size);
        if (type.isKnown() && (type.element() != ElementType.INT || type.shape().isKnown()
                && !type.shape().isScalar())) {
            report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected an integer as the size of an array, found "
                    + type + "."), size);
        } else if (type.range().high() < 0) {
            report.add(LanguageProblem.OUTSIDE_SUPPORT.problem("Expected a size of at least 0, found " + type.range()
                    + "."), size);
        }
    }

    ValueType filled(Call call, List<Expression> sizes, ValueType scalar) {
        sizes.forEach(this::size);
        return scalar.withShape(new Shape(sizes.stream().map(Extents::of).toList())).from(call);
    }

    /** A vector, or several of them, to what is as long. */
    ValueType alongLastAxis(Call call, ValueType scalar) {
        ValueType type = typing.of(call.getArguments().get(0).getValue());
        if (type.shape().isScalar()) {
            report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected a vector in " + call.getName()
                    + ", found a single number."), call.getArguments().get(0));
            return ValueType.UNKNOWN;
        }
        return scalar.withShape(type.shape()).from(type.origin());
    }

    /** Two vectors of one length to a number. */
    ValueType vectors(Call call, ValueType scalar) {
        ValueType left = typing.of(call.getArguments().get(0).getValue());
        ValueType right = typing.of(call.getArguments().get(1).getValue());
        boolean known = left.shape().isKnown() && right.shape().isKnown();
        boolean vectors = known && left.shape().rank() == 1 && right.shape().rank() == 1;
        if (known && (!vectors || left.shape().last().conflicts(right.shape().last()))) {
            report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected two vectors of one length in " + call.getName()
                    + ", found " + typing.describe(left) + " and " + typing.describe(right) + ".")
                    .advise(Typing.advice(left.shape(), right.shape())), call);
        }
        return scalar;
    }

    /** Joined along the first axis; the others agree. A number is a vector of one element. */
    ValueType appended(Call call, ValueType scalar) {
        Extent total = Extent.of(0);
        ValueType first = null;
        for (Argument argument : call.getArguments()) {
            ValueType part = typing.of(argument.getValue());
            if (!part.shape().isKnown()) {
                return scalar.withShape(Shape.UNKNOWN).from(call);
            }
            if (first != null && !sameRows(first.shape(), part.shape())) {
                report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected arrays that agree but for the first axis"
                        + " in " + call.getName() + ", found " + typing.describe(first) + " and "
                        + typing.describe(part) + "."), argument);
                return ValueType.UNKNOWN;
            }
            first = first == null || first.shape().isScalar() ? part : first;
            total = total.plus(part.shape().isScalar() ? Extent.of(1) : part.shape().extents().get(0));
        }
        List<Extent> axes = new ArrayList<>(List.of(total));
        axes.addAll(rows(first.shape()));
        return scalar.withShape(new Shape(axes)).from(call);
    }

    private static boolean sameRows(Shape a, Shape b) {
        List<Extent> left = rows(a);
        List<Extent> right = rows(b);
        boolean same = left.size() == right.size();
        for (int axis = 0; same && axis < left.size(); axis++) {
            same = !left.get(axis).conflicts(right.get(axis));
        }
        return same;
    }

    private static List<Extent> rows(Shape shape) {
        return shape.isScalar() ? List.of() : shape.extents().subList(1, shape.rank());
    }
}
