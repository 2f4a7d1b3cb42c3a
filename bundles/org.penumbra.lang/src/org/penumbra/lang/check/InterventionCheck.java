package org.penumbra.lang.check;

import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Extents;
import org.penumbra.lang.types.Shape;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Intervention;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Sample;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Whether a {@code do} or {@code condition} can set its variable, and to this value. */
final class InterventionCheck {

    private final Typing typing;
    private final Report report;

    InterventionCheck(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    void check(Intervention intervention) {
        Variable variable = intervention.getVariable();
        boolean observed = isObserved(variable);
        if (!(variable instanceof Sample || variable instanceof DataDeclaration
                || variable instanceof ParamDeclaration)) {
            wrong(intervention, "data, a site or a parameter after " + intervention.getKind() + ", found '"
                    + variable.getName() + "', a value that the model computes.");
        } else if (!intervention.getKind().equals("do") && variable instanceof DataDeclaration && !observed) {
            wrong(intervention, "a site after condition, found '" + variable.getName()
                    + "', data that no statement observes: write do.");
        } else if (isSetBefore(intervention)) {
            wrong(intervention, "either do or condition of '" + variable.getName() + "', found both.");
        } else {
            value(intervention, variable);
        }
    }

    private static boolean isObserved(Variable variable) {
        return variable instanceof DataDeclaration && Scope.variables(Scope.topLevel(variable)).stream()
                .anyMatch(other -> other instanceof Sample && other.getName().equals(variable.getName()));
    }

    private static boolean isSetBefore(Intervention intervention) {
        return ((InferDeclaration) intervention.eContainer()).getItems().stream()
                .takeWhile(item -> item != intervention)
                .anyMatch(item -> item instanceof Intervention other
                        && other.getVariable() == intervention.getVariable()
                        && !other.getKind().equals(intervention.getKind()));
    }

    private void value(Intervention intervention, Variable variable) {
        ValueType value = typing.of(intervention.getValue());
        Shape target = wholeShape(variable, intervention);
        if (value.element() == ElementType.TEXT) {
            report.add(LanguageProblem.WRONG_INTERVENTION.problem("Expected a number for '" + variable.getName()
                    + "', found text."), intervention.getValue());
        } else if (usesSites(intervention.getValue())) {
            report.add(LanguageProblem.WRONG_INTERVENTION.problem("Expected a value for '" + variable.getName()
                    + "' that is known from data, found one that depends on a site."), intervention.getValue());
        } else if (value.shape().isKnown() && target.isKnown() && value.shape().rank() > target.rank()) {
            report.add(LanguageProblem.WRONG_INTERVENTION.problem("Expected a value of the shape of '"
                    + variable.getName() + "', " + target + ", or one that stretches to it, found "
                    + typing.describe(value) + "."), intervention.getValue());
        }
    }

    /** The shape with the axes of the plates around, which a site without subscripts does not show. */
    private Shape wholeShape(Variable variable, EObject place) {
        Shape own = typing.variables().of(variable).shape();
        return Scope.isIndexed(variable) || variable instanceof DataDeclaration ? own
                : own.inside(Extents.loopsBetween(variable, place));
    }

    private static boolean usesSites(EObject value) {
        if (value instanceof VariableRef use && use.getVariable() != null) {
            return !(use.getVariable() instanceof DataDeclaration);
        }
        return value.eContents().stream().anyMatch(InterventionCheck::usesSites);
    }

    private void wrong(Intervention intervention, String message) {
        report.add(LanguageProblem.WRONG_INTERVENTION.problem("Expected " + message), intervention);
    }
}
