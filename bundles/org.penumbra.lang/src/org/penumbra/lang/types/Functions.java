package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.Nearest;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Declaration;
import org.penumbra.model.Expression;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.PenumbraPackage;

/** Types of calls: functions of the file first, then those of the table. */
final class Functions {

    private final Typing typing;
    private final Distributions distributions;
    private final Report report;
    private final UserFunctions userFunctions;
    private final Networks networks;
    private final ArrayCalls arrays;
    private final Equations equations;

    Functions(Typing typing, Distributions distributions, Report report) {
        this.typing = typing;
        this.distributions = distributions;
        this.report = report;
        this.userFunctions = new UserFunctions(typing, report);
        this.networks = new Networks(typing, userFunctions, report);
        this.arrays = new ArrayCalls(typing, report);
        this.equations = new Equations(typing, report);
    }

    ValueType of(Call call) {
        Optional<Declaration> declared = Callables.declared(call.getName(), call);
        if (declared.isPresent()) {
            return declared(call, declared.get());
        }
        Optional<BuiltIn> function = BuiltIns.find(call.getName());
        if (function.isEmpty()) {
            reportUnknown(call);
            return ValueType.UNKNOWN;
        }
        return fits(call, function.get()) ? apply(call, function.get()) : ValueType.UNKNOWN;
    }

    private ValueType declared(Call call, Declaration declaration) {
        if (declaration instanceof FunctionDeclaration function) {
            return userFunctions.of(call, function);
        }
        return networks.of(call, (NetworkDeclaration) declaration);
    }

    Networks networks() {
        return networks;
    }

    private void reportUnknown(Call call) {
        String name = call.getName();
        if (distributions.exists(name) || distributions.isPlanned(name)) {
            report.add(LanguageProblem.DISTRIBUTION_AS_VALUE
                    .problem("Expected a value, found the distribution '" + name + "'.")
                    .advise("Write `x ~ " + name + "(...)` in a statement of its own and use x."), call);
            return;
        }
        if (typing.layers().exists(name)) {
            report.add(LanguageProblem.UNKNOWN_FUNCTION.problem("Expected a value, found the layer '" + name + "'.")
                    .advise("A layer is applied to its input, inside of a network: " + name + "(...)(x)."), call,
                    PenumbraPackage.Literals.CALL__NAME);
            return;
        }
        List<String> candidates = new ArrayList<>(BuiltIns.names());
        candidates.addAll(Callables.names(call));
        report.add(LanguageProblem.UNKNOWN_FUNCTION.problem("Expected a function, found '" + name
                + "', which is neither built in nor declared in this file.")
                .offering(Nearest.to(name, candidates)), call, PenumbraPackage.Literals.CALL__NAME);
    }

    private boolean fits(Call call, BuiltIn function) {
        int count = call.getArguments().size();
        List<String> names = function.shapes().stream().map(ShapeRule::parameters)
                .filter(parameters -> parameters.size() == count).findFirst().orElse(function.parameters());
        for (int i = 0; i < count; i++) {
            Argument argument = call.getArguments().get(i);
            if (function.rule() == BuiltIn.Rule.ODE && Equations.isSetting(argument)) {
                continue;
            }
            int position = argument.getName() == null ? i : names.indexOf(argument.getName());
            if (position != i) {
                report.add(LanguageProblem.WRONG_ARGUMENTS.problem("Expected " + function.signature() + ", found "
                        + (position < 0 ? "an argument '" : "in another order '") + argument.getName() + "'.")
                        .offering(position < 0 ? Nearest.to(argument.getName(), names) : List.of()), argument);
                return false;
            }
        }
        if (!function.takes(count)) {
            report.add(LanguageProblem.WRONG_ARGUMENTS.problem("Expected " + function.signature() + ", found "
                    + count + (count == 1 ? " argument." : " arguments.")), call, PenumbraPackage.Literals.CALL__NAME);
            return false;
        }
        return true;
    }

    private ValueType apply(Call call, BuiltIn function) {
        if (function.rule() == BuiltIn.Rule.OPAQUE) {
            return ValueType.of(ElementType.REAL, Shape.UNKNOWN, Range.ALL, call);
        }
        if (function.rule() == BuiltIn.Rule.ODE) {
            return equations.of(call);
        }
        List<Expression> arguments = call.getArguments().stream().map(Argument::getValue).toList();
        List<ValueType> types = arguments.stream().map(typing::of).toList();
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).element() == ElementType.TEXT) {
                report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected a number as argument of "
                        + function.name() + ", found text."), arguments.get(i));
                return ValueType.UNKNOWN;
            }
        }
        checkDomain(function, arguments.get(0), types.get(0).range());
        return result(call, function, arguments, types);
    }

    private void checkDomain(BuiltIn function, Expression argument, Range range) {
        if (range.high() < function.domain().low() || range.low() > function.domain().high()) {
            report.add(LanguageProblem.OUTSIDE_SUPPORT
                    .problem("Expected an argument of " + function.name() + " that is "
                    + function.domain() + ", found " + range + "."), argument);
        }
    }

    private ValueType result(Call call, BuiltIn function, List<Expression> arguments, List<ValueType> types) {
        Range range = function.range().apply(types.stream().map(ValueType::range).toList());
        ElementType element = function.element() != ElementType.UNKNOWN ? function.element()
                : types.stream().map(ValueType::element).reduce(ElementType::join).orElseThrow();
        ValueType scalar = ValueType.scalar(element, range);
        return switch (function.rule()) {
            case ELEMENTWISE -> elementwise(call, arguments, scalar);
            case REDUCE_OR_ELEMENTWISE -> arguments.size() == 1 ? scalar : elementwise(call, arguments, scalar);
            case MIX -> arguments.size() == 2 ? arrays.vectors(call, scalar) : elementwise(call, arguments, scalar);
            case SAME -> arrays.alongLastAxis(call, scalar);
            case FILL -> arrays.filled(call, arguments, scalar);
            case REPEAT -> arrays.filled(call, arguments.subList(1, arguments.size()), scalar);
            case APPEND -> arrays.appended(call, scalar);
            case SHAPED -> arrays.shaped(call, function, scalar);
            case REDUCE -> scalar;
            case ODE, OPAQUE -> throw new IllegalStateException("typed before: " + function.name());
        };
    }

    private ValueType elementwise(Call call, List<Expression> arguments, ValueType scalar) {
        ValueType common = typing.broadcast(arguments, call);
        return common.isKnown() || common.shape().isKnown()
                ? scalar.withShape(common.shape()).from(common.origin()) : common;
    }
}
