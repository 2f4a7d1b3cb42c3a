package org.penumbra.lang.types;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.core.Nearest;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.VariableRef;

/**
 * Types of {@code ode(f, u0, t0, ts, p)}: {@code f(t, u, p)} is a function of the file, from a time, a state and what
 * else is given after the times to the derivative of the state.
 */
final class Equations {

    /** Arguments by name, after all others. */
    private static final List<String> SETTINGS = List.of("relTol", "absTol", "maxSteps");

    private static final int STATE = 1;
    private static final int START = 2;
    private static final int TIMES = 3;
    /** Arguments of the call before those that the function gets as they are. */
    private static final int OWN = 4;

    private final Typing typing;
    private final Report report;

    Equations(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    ValueType of(Call call) {
        call.getArguments().stream().filter(argument -> isSetting(argument))
                .forEach(this::setting);
        List<Expression> arguments = call.getArguments().stream()
                .filter(argument -> !isSetting(argument)).map(Argument::getValue).toList();
        if (arguments.size() < OWN) {
            report.add(LanguageProblem.WRONG_ARGUMENTS.problem("Expected " + call.getName() + "(f, u0, t0, ts, p, ...),"
                    + " found " + arguments.size() + " arguments besides the settings."), call);
            return ValueType.UNKNOWN;
        }
        arguments.subList(1, arguments.size()).forEach(typing::of);
        ValueType state = vector(arguments.get(STATE), "the state u0");
        ValueType times = vector(arguments.get(TIMES), "the times");
        ValueType start = typing.of(arguments.get(START));
        if (start.shape().isKnown() && !start.shape().isScalar()) {
            wrongShape("one number as the time t0", start, arguments.get(START));
        }
        function(arguments.get(0)).ifPresent(function -> check(call, function, arguments));
        boolean known = state.shape().isKnown() && times.shape().isKnown();
        Shape shape = known ? Shape.of(times.shape().last(), state.shape().last()) : Shape.UNKNOWN;
        return ValueType.of(ElementType.REAL, shape, Range.ALL, call);
    }

    static boolean isSetting(Argument argument) {
        return argument.getName() != null && SETTINGS.contains(argument.getName());
    }

    private void setting(Argument setting) {
        ValueType type = typing.of(setting.getValue());
        if (type.shape().isKnown() && !type.shape().isScalar()) {
            wrongShape("one number as " + setting.getName(), type, setting.getValue());
        }
    }

    private ValueType vector(Expression argument, String what) {
        ValueType type = typing.of(argument);
        if (type.shape().isKnown() && type.shape().rank() != 1) {
            wrongShape("a vector as " + what, type, argument);
            return ValueType.UNKNOWN;
        }
        return type;
    }

    private void wrongShape(String expected, ValueType found, Expression place) {
        report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected " + expected + ", found " + typing.describe(found)
                + "."), place);
    }

    private Optional<FunctionDeclaration> function(Expression argument) {
        Optional<FunctionDeclaration> declared = argument instanceof VariableRef use ? Callables
                .declared(use.getName(), use).filter(FunctionDeclaration.class::isInstance)
                .map(FunctionDeclaration.class::cast) : Optional.empty();
        if (declared.isEmpty()) {
            report.add(LanguageProblem.WRONG_ARGUMENTS.problem("Expected the name of a function of this file as first"
                    + " argument, found '" + Places.text(argument).replaceAll("\\s+", " ") + "'.")
                    .offering(Nearest.to(Places.text(argument), Callables.names(argument)))
                    .advise("Declare function f(t : real, u : real[2], p : real[1]) : real[2] = ..., the derivative of"
                            + " the state."), argument);
        }
        return declared;
    }

    private void check(Call call, FunctionDeclaration function, List<Expression> arguments) {
        List<Parameter> parameters = function.getParameters();
        int given = arguments.size() - OWN + 2;
        if (parameters.size() != given) {
            report.add(LanguageProblem.WRONG_ARGUMENTS.problem("Expected a function of the time, the state and the "
                    + (given - 2) + " further arguments of " + call.getName() + ", found " + function.getName()
                    + parameters.stream().map(Parameter::getName).collect(Collectors.joining(", ", "(", ")")) + "."),
                    arguments.get(0));
            return;
        }
        parameter(parameters.get(1), arguments.get(STATE));
        for (int i = 2; i < parameters.size(); i++) {
            parameter(parameters.get(i), arguments.get(OWN + i - 2));
        }
        ValueType slope = function.getReturnType() == null ? typing.of(function.getBody())
                : DeclaredTypes.of(function.getReturnType(), typing::of);
        fits(slope.shape(), typing.of(arguments.get(STATE)), "'" + function.getName() + "' to return a derivative with"
                + " the shape of the state, ", arguments.get(0));
    }

    private void parameter(Parameter parameter, Expression argument) {
        fits(DeclaredTypes.of(parameter.getType(), typing::of).shape(), typing.of(argument), "the parameter '"
                + parameter.getName() + "' of the function to have the shape that it is given, ", argument);
    }

    /** Sizes that are parameters of the function itself are not known here and fit. */
    private void fits(Shape declared, ValueType given, String what, Expression place) {
        Shape shape = given.shape();
        boolean known = declared.isKnown() && shape.isKnown();
        boolean fits = !known || declared.rank() == shape.rank();
        for (int axis = 0; known && fits && axis < shape.rank(); axis++) {
            Extent length = declared.extents().get(axis);
            fits = !length.isConstant() || !shape.extents().get(axis).isConstant()
                    || length.equals(shape.extents().get(axis));
        }
        if (!fits) {
            report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected " + what + typing.describe(given)
                    + ", found " + declared + "."), place);
        }
    }
}
