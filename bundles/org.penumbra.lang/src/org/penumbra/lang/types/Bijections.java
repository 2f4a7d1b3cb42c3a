package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.penumbra.core.Nearest;
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

    private static final List<String> FUNCTIONS = List.of("exp", "expit", "invLogit", "log", "logit", "sigmoid",
            "sinh", "asinh", "softplus", "tanh", "Phi");
    private static final Map<String, Integer> WITH_NUMBERS = new TreeMap<>(Map.of("affine", 2, "intervalTransform", 2));

    private final Report report;

    Bijections(Report report) {
        this.report = report;
    }

    /** Whether an expression stands where the name of a function does, so that it has no value. */
    static boolean isName(Expression written) {
        return written instanceof VariableRef use && FUNCTIONS.contains(use.getName());
    }

    boolean check(Expression written, Call combinator) {
        String name = written instanceof Call call ? call.getName() : Places.text(written).replaceAll("\\s+", " ");
        boolean fits = isName(written) || written instanceof Call call
                && WITH_NUMBERS.getOrDefault(name, -1) == call.getArguments().size();
        if (!fits) {
            List<String> names = new ArrayList<>(FUNCTIONS);
            WITH_NUMBERS.keySet().forEach(names::add);
            report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected a function that can be inverted in "
                    + combinator.getName() + ", found '" + Places.text(written).replaceAll("\\s+", " ") + "'.")
                    .offering(names.contains(name) ? List.of() : Nearest.to(name, names))
                    .advise("There are " + String.join(", ", FUNCTIONS)
                            + ", affine(loc, scale) and intervalTransform(lo, hi)."), written);
        }
        return fits;
    }

    Range image(Expression written, Range range, Function<Expression, ValueType> typing) {
        if (!(written instanceof Call call)) {
            return BuiltIns.find(((VariableRef) written).getName()).orElseThrow().range().apply(List.of(range));
        }
        Range first = typing.apply(call.getArguments().get(0).getValue()).range();
        Range second = typing.apply(call.getArguments().get(1).getValue()).range();
        return call.getName().equals("affine") ? first.plus(range.times(second))
                : new Range(first.low(), second.high());
    }
}
