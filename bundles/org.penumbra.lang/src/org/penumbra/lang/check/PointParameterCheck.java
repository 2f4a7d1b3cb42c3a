package org.penumbra.lang.check;

import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Loop;
import org.penumbra.model.ParamDeclaration;

/** Parameters that are optimised, of a model or of a guide: their types and starting values. */
final class PointParameterCheck {

    private final LanguageProblem kind;
    private final Typing typing;
    private final Report report;

    /** @param kind of what is wrong with one itself */
    PointParameterCheck(LanguageProblem kind, Typing typing, Report report) {
        this.kind = kind;
        this.typing = typing;
        this.report = report;
    }

    void check(ParamDeclaration parameter) {
        ValueType declared = DeclaredTypes.of(parameter.getType(), typing::of);
        if (declared.element() == ElementType.INT || declared.element() == ElementType.BOOL) {
            report.add(kind.problem("Expected a type of real numbers for the parameter '" + parameter.getName()
                    + "', which is optimised, found " + parameter.getType().getName() + "."), parameter.getType());
        }
        if (parameter.getValue() != null) {
            start(parameter, declared);
        }
    }

    private void start(ParamDeclaration parameter, ValueType declared) {
        ValueType value = typing.of(parameter.getValue());
        if (!value.shape().fitsInto(declared.shape())) {
            report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected a value of shape "
                    + typing.describe(declared) + " as '" + parameter.getName() + "' declares, found "
                    + typing.describe(value) + "."), parameter.getValue());
        } else if (value.range().high() < declared.range().low() || value.range().low() > declared.range().high()) {
            report.add(LanguageProblem.OUTSIDE_SUPPORT.problem("Expected a starting value of '"
                    + parameter.getName() + "' that is " + declared.range() + ", found " + value.range() + "."),
                    parameter.getValue());
        }
    }

    /** In a guide there are none in loops. */
    void outsideOfLoops(ParamDeclaration parameter) {
        if (parameter.eContainer() instanceof Loop) {
            report.add(kind.problem("Expected parameters outside of loops, found '" + parameter.getName()
                    + "' inside of one.").advise("Declare it in front of the loop with its size: param "
                            + parameter.getName() + " : real[n] = 0."), parameter);
        }
    }

    /** In a model the start is known before anything is inferred. */
    void startIsKnown(ParamDeclaration parameter) {
        if (parameter.getValue() != null) {
            Dependence.onAnything().of(parameter.getValue()).ifPresent(name -> report.add(kind.problem(
                    "Expected a starting value of '" + parameter.getName() + "' that is known from the data, found one "
                    + "that depends on '" + name + "'."), parameter.getValue()));
        }
    }
}
