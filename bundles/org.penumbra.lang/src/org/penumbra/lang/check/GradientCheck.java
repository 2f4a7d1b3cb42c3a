package org.penumbra.lang.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.types.BuiltIn;
import org.penumbra.lang.types.BuiltIns;
import org.penumbra.model.Argument;
import org.penumbra.model.Assign;
import org.penumbra.model.Binary;
import org.penumbra.model.Call;
import org.penumbra.model.Conditional;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.Unary;
import org.penumbra.model.VariableRef;

/**
 * Steps on the way from a continuous latent site to the density: rounding, and comparisons that count as numbers. The
 * gradient does not see what lies behind them. Values that are only reported may have steps.
 */
final class GradientCheck {

    private static final Set<String> TESTS = Set.of("<", "<=", ">", ">=", "==", "!=", "&&", "||");

    private final Report report;
    private final Set<Object> seen = new HashSet<>();

    GradientCheck(Report report) {
        this.report = report;
    }

    /** Follows a value that the density is computed from back to what it is made of. */
    void check(EObject value, Dependence continuous) {
        if (isStep(value)) {
            continuous.of(value).ifPresent(site -> add(value, site));
        }
        if (value instanceof VariableRef use && use.getVariable() instanceof Assign assign) {
            Dependence.parts(assign).filter(seen::add)
                    .forEach(part -> check(part.getValue(), continuous.within(Set.of())));
        } else if (value instanceof Call call) {
            Callables.declared(call.getName(), call).filter(FunctionDeclaration.class::isInstance)
                    .ifPresent(function -> function(call, (FunctionDeclaration) function, continuous));
        }
        value.eContents().forEach(part -> check(part, continuous));
    }

    private void function(Call call, FunctionDeclaration function, Dependence continuous) {
        Set<Parameter> latent = new HashSet<>();
        List<Parameter> parameters = function.getParameters();
        for (int i = 0; i < call.getArguments().size(); i++) {
            Argument argument = call.getArguments().get(i);
            int position = i;
            parameters.stream().filter(parameter -> argument.getName() == null
                    ? parameters.indexOf(parameter) == position : argument.getName().equals(parameter.getName()))
                    .filter(parameter -> continuous.exists(argument.getValue())).forEach(latent::add);
        }
        if (seen.add(List.of(function, Set.copyOf(latent)))) {
            check(function.getBody(), continuous.within(latent));
        }
    }

    private static boolean isStep(EObject value) {
        return switch (value) {
            case Call call -> Callables.declared(call.getName(), call).isEmpty()
                    && BuiltIns.find(call.getName()).filter(BuiltIn::isStep).isPresent();
            case Binary binary -> TESTS.contains(binary.getOperator()) && !isCondition(value);
            case Unary unary -> unary.getOperator().equals("!") && !isCondition(value);
            default -> false;
        };
    }

    /** Whether a truth value only chooses between others, or is part of one that is told of as a whole. */
    private static boolean isCondition(EObject test) {
        return switch (test.eContainer()) {
            case Conditional choice -> choice.getCondition() == test;
            case Unary unary -> unary.getOperator().equals("!");
            case Binary binary -> Set.of("&&", "||").contains(binary.getOperator());
            case Argument argument -> argument.eContainer() instanceof Call call && call.getName().equals("where")
                    && call.getArguments().get(0) == argument;
            case null, default -> false;
        };
    }

    private void add(EObject step, String site) {
        Optional<FunctionDeclaration> function = declaring(step);
        report.add(LanguageProblem.NOT_DIFFERENTIABLE.problem("Expected a value that changes smoothly with '" + site
                + "', found '" + Places.text(step).replaceAll("\\s+", " ") + "', a step"
                + function.map(of -> " in the function " + of.getName()).orElse("") + ": the gradient does not see '"
                + site + "' behind it.").advise("Write a smooth function such as expit((x - a) / width), or choose "
                        + "between values with if."), step);
    }

    private static Optional<FunctionDeclaration> declaring(EObject element) {
        for (EObject at = element; at != null; at = at.eContainer()) {
            if (at instanceof FunctionDeclaration function) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }
}
