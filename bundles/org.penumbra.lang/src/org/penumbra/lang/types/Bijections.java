package org.penumbra.lang.types;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.penumbra.core.Nearest;
import org.penumbra.distribution.combinator.Transformation;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.VariableRef;

/**
 * Functions that {@code Transformed} takes: one to one, and known with their inverses. Those that need numbers are
 * written as calls, such as {@code intervalTransform(0, 10)}, which maps all numbers to the interval.
 */
final class Bijections {

    private final Report report;

    Bijections(Report report) {
        this.report = report;
    }

    /** Whether an expression stands where the name of a function does, so that it has no value. */
    static boolean isName(Expression written) {
        return written instanceof VariableRef use && takes(use.getName(), 0);
    }

    private static boolean takes(String name, int arguments) {
        return Transformation.named(name).filter(map -> map.parameters().size() == arguments).isPresent();
    }

    boolean check(Expression written, Call combinator) {
        String name = written instanceof Call call ? call.getName() : Places.text(written).replaceAll("\\s+", " ");
        boolean fits = isName(written) || written instanceof Call call && !call.getArguments().isEmpty()
                && takes(name, call.getArguments().size());
        if (!fits) {
            List<String> names = Transformation.allNames();
            report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected a function that can be inverted in "
                    + combinator.getName() + ", found '" + Places.text(written).replaceAll("\\s+", " ") + "'.")
                    .offering(names.contains(name) ? List.of() : Nearest.to(name, names))
                    .advise("There are " + Arrays.stream(Transformation.values()).map(Transformation::describe)
                            .collect(Collectors.joining(", ")) + "."), written);
        }
        return fits;
    }

    Range image(Expression written, Range range, Function<Expression, ValueType> typing) {
        if (!(written instanceof Call call)) {
            String name = ((VariableRef) written).getName();
            return BuiltIns.find(name).map(function -> function.range().apply(List.of(range)))
                    .orElseGet(() -> Range.of(Transformation.named(name).orElseThrow().image()));
        }
        Range first = typing.apply(call.getArguments().get(0).getValue()).range();
        Range second = typing.apply(call.getArguments().get(1).getValue()).range();
        return call.getName().equals("affine") ? first.plus(range.times(second))
                : new Range(first.low(), second.high());
    }
}
