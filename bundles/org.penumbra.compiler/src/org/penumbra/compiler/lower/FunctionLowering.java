package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.expression.Loop;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.Script;
import org.penumbra.model.Type;

/** Calls of functions that the file declares: the body, with the arguments in place of the parameters. */
final class FunctionLowering {

    /** Functions that call each other twice double the work with each of them. */
    private static final int MOST_CALLS = 100_000;

    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private final List<FunctionDeclaration> active = new ArrayList<>();
    private int calls;

    FunctionLowering(ExpressionLowering expressions, Refusal refusal) {
        this.expressions = expressions;
        this.refusal = refusal;
    }

    /** The function of the file that is called, which hides a built-in one of the same name. */
    static Optional<FunctionDeclaration> declared(Call call) {
        return declared(call, call.getName());
    }

    /** The function of this name in the file of an element. */
    static Optional<FunctionDeclaration> declared(EObject where, String name) {
        return EcoreUtil.getRootContainer(where) instanceof Script script
                ? script.getDeclarations().stream().filter(FunctionDeclaration.class::isInstance)
                        .map(FunctionDeclaration.class::cast)
                        .filter(function -> function.getName().equals(name)).findFirst()
                : Optional.empty();
    }

    Value lower(Call call, FunctionDeclaration function, Scope scope) {
        Map<Parameter, Value> arguments = new LinkedHashMap<>();
        Map<Parameter, EObject> places = new LinkedHashMap<>();
        bind(call, function).forEach((parameter, argument) -> {
            arguments.put(parameter, expressions.lower(argument.getValue(), scope).remembered());
            places.put(parameter, argument);
        });
        return apply(call, function, arguments, places, scope.loops());
    }

    /** The function of arguments that are not written in a call: a time, a state. */
    Value apply(Call where, FunctionDeclaration function, List<Value> given) {
        if (given.size() != function.getParameters().size()) {
            throw refusal.at(where, "PEN-2105", "Expected a function of " + given.size() + " arguments, found "
                    + function.getName() + ", which takes " + function.getParameters().size() + ".");
        }
        Map<Parameter, Value> arguments = new LinkedHashMap<>();
        Map<Parameter, EObject> places = new LinkedHashMap<>();
        for (Parameter parameter : function.getParameters()) {
            arguments.put(parameter, given.get(arguments.size()));
            places.put(parameter, where);
        }
        return apply(where, function, arguments, places, List.of());
    }

    private Value apply(Call call, FunctionDeclaration function, Map<Parameter, Value> arguments,
            Map<Parameter, EObject> places, List<Loop> loops) {
        enter(call, function);
        Scope inner = Scope.ofFunction(loops);
        arguments.forEach((parameter, value) -> inner.define(parameter.getName(), value));
        arguments.forEach((parameter, value) -> requireShape(places.get(parameter), "The parameter '"
                + parameter.getName() + "' of " + function.getName(), parameter.getType(), value, inner));
        Value result = expressions.lower(function.getBody(), inner).remembered();
        if (function.getReturnType() != null) {
            requireShape(function.getBody(), "The value of " + function.getName(), function.getReturnType(), result,
                    inner);
        }
        active.removeLast();
        return result;
    }

    private void enter(Call call, FunctionDeclaration function) {
        active.add(function);
        if (active.indexOf(function) < active.size() - 1) {
            throw refusal.at(call, "PEN-2108", "The function '" + function.getName() + "' calls itself: "
                    + active.stream().skip(active.indexOf(function)).map(FunctionDeclaration::getName)
                            .collect(Collectors.joining(" -> ")) + ".",
                    "A call stands for the body, so it must come to an end; recurrences are written with for.");
        }
        if (++calls > MOST_CALLS) {
            throw refusal.at(call, "PEN-2109", "There are more than " + MOST_CALLS + " calls of functions, counting "
                    + "those that functions make.", "Call each function once and name its value.");
        }
    }

    /** The argument of each parameter, by position or by name. */
    private Map<Parameter, Argument> bind(Call call, FunctionDeclaration function) {
        Map<Parameter, Argument> bound = new LinkedHashMap<>();
        int position = 0;
        for (Argument argument : call.getArguments()) {
            int index = argument.getName() == null ? position++ : indexOf(function, argument.getName());
            if (index < 0 || index >= function.getParameters().size()
                    || bound.put(function.getParameters().get(index), argument) != null) {
                throw wrongArguments(call, function);
            }
        }
        if (bound.size() != function.getParameters().size()) {
            throw wrongArguments(call, function);
        }
        return bound;
    }

    private static int indexOf(FunctionDeclaration function, String name) {
        List<String> names = function.getParameters().stream().map(Parameter::getName).toList();
        return names.indexOf(name);
    }

    private RuntimeException wrongArguments(Call call, FunctionDeclaration function) {
        return refusal.at(call, "PEN-2105", "Expected " + function.getParameters().stream().map(Parameter::getName)
                .collect(Collectors.joining(", ", function.getName() + "(", ")")) + ", each once, found "
                + call.getArguments().size() + " argument(s).");
    }

    private void requireShape(EObject where, String what, Type type, Value value, Scope inner) {
        List<Integer> expected = expressions.types().shape(type, inner);
        if (!value.shape().equals(expected)) {
            throw refusal.shapes(where, what, new Value(expected, at -> null), value);
        }
    }
}
