package org.penumbra.lang.types;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.core.Nearest;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Declaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.PenumbraPackage;

/** Types of calls of functions that the file declares: arguments against parameters, and what comes back. */
final class UserFunctions {

    private final Typing typing;
    private final Report report;
    private final Set<FunctionDeclaration> inProgress = new HashSet<>();

    UserFunctions(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    ValueType of(Call call, FunctionDeclaration function) {
        Map<Parameter, Argument> arguments = arguments(call, function, function.getParameters());
        if (arguments == null) {
            return ValueType.UNKNOWN;
        }
        ValueType result = result(function);
        return result.withShape(inCall(result.shape(), arguments)).from(call);
    }

    /** Arguments of a function or network by parameter, checked; null, and reported, when they do not fit. */
    Map<Parameter, Argument> arguments(Call call, Declaration function, List<Parameter> parameters) {
        call.getArguments().forEach(argument -> typing.of(argument.getValue()));
        Map<Parameter, Argument> arguments = bind(call, function.getName(), parameters);
        if (arguments != null) {
            arguments.forEach((parameter, argument) -> check(function, parameter, argument, arguments));
        }
        return arguments;
    }

    private Map<Parameter, Argument> bind(Call call, String function, List<Parameter> parameters) {
        List<String> names = parameters.stream().map(Parameter::getName).toList();
        Map<Parameter, Argument> bound = new LinkedHashMap<>();
        int position = 0;
        for (Argument argument : call.getArguments()) {
            int index = argument.getName() == null ? position++ : names.indexOf(argument.getName());
            if (index < 0) {
                report.add(LanguageProblem.WRONG_ARGUMENTS.problem("Expected " + signature(function, names)
                        + ", found an argument '" + argument.getName() + "'.")
                        .offering(Nearest.to(argument.getName(), names)), argument);
                return null;
            }
            if (index >= names.size() || bound.put(parameters.get(index), argument) != null) {
                return wrongNumber(call, function, names);
            }
        }
        return bound.size() == names.size() ? bound : wrongNumber(call, function, names);
    }

    private Map<Parameter, Argument> wrongNumber(Call call, String function, List<String> names) {
        int count = call.getArguments().size();
        report.add(LanguageProblem.WRONG_ARGUMENTS.problem("Expected " + signature(function, names)
                + ", each once, found "
                + count + (count == 1 ? " argument." : " arguments.")), call, PenumbraPackage.Literals.CALL__NAME);
        return null;
    }

    private static String signature(String function, List<String> names) {
        return names.stream().collect(Collectors.joining(", ", function + "(", ")"));
    }

    private void check(Declaration function, Parameter parameter, Argument argument,
            Map<Parameter, Argument> arguments) {
        ValueType declared = DeclaredTypes.of(parameter.getType(), typing::of);
        ValueType found = typing.of(argument.getValue());
        Shape shape = inCall(declared.shape(), arguments);
        String what = "the parameter '" + parameter.getName() + "' of " + function.getName();
        if (!found.isKnown() || !declared.isKnown()) {
            return;
        }
        if (found.element() == ElementType.TEXT
                || declared.element() == ElementType.INT && found.element() == ElementType.REAL) {
            report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected "
                    + (declared.element() == ElementType.INT ? "an integer" : "a number") + " as " + what + ", found "
                    + found + "."), argument);
        } else if (shape.isKnown() && found.shape().isKnown()
                && (shape.rank() != found.shape().rank() || !found.shape().fitsInto(shape))) {
            report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected " + what + " to be "
                    + declared.withShape(shape) + ", found " + typing.describe(found) + "."), argument);
        } else if (found.range().high() < declared.range().low() || found.range().low() > declared.range().high()) {
            report.add(LanguageProblem.OUTSIDE_SUPPORT.problem("Expected " + what + " to be " + declared.range()
                    + ", found " + found.range() + "."), argument);
        }
    }

    private ValueType result(FunctionDeclaration function) {
        if (function.getReturnType() != null) {
            return DeclaredTypes.of(function.getReturnType(), typing::of);
        }
        if (!inProgress.add(function)) {
            return ValueType.UNKNOWN;
        }
        ValueType body = typing.of(function.getBody());
        inProgress.remove(function);
        return body;
    }

    /** A shape with the sizes that are parameters replaced by what the call gives for them. */
    static Shape inCall(Shape shape, Map<Parameter, Argument> arguments) {
        return shape.isKnown() ? new Shape(shape.extents().stream().map(extent -> inCall(extent, arguments)).toList())
                : shape;
    }

    /** In two steps, because a size of the caller may have the name of a parameter. */
    private static Extent inCall(Extent extent, Map<Parameter, Argument> arguments) {
        Extent result = extent;
        for (Parameter parameter : arguments.keySet()) {
            if (result.mentions(parameter.getName())) {
                result = result.replace(parameter.getName(), Extent.symbol(apart(parameter)));
            }
        }
        for (Map.Entry<Parameter, Argument> argument : arguments.entrySet()) {
            if (result.mentions(apart(argument.getKey()))) {
                result = result.replace(apart(argument.getKey()), Extents.of(argument.getValue().getValue()));
            }
        }
        return result;
    }

    private static String apart(Parameter parameter) {
        return "the parameter " + parameter.getName();
    }
}
