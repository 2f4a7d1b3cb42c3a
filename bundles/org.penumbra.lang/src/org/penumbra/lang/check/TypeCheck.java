package org.penumbra.lang.check;

import java.util.List;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Argument;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.Expression;
import org.penumbra.model.Type;

/** Types as they are written: do they exist, and are bounds and extents what they should be. */
final class TypeCheck {

    private static final Dependence LATENT = new Dependence(site -> true);

    private final Typing typing;
    private final Report report;

    TypeCheck(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    void check(Declaration declaration) {
        for (TreeIterator<EObject> all = declaration.eAllContents(); all.hasNext();) {
            if (all.next() instanceof Type type) {
                check(type);
            }
        }
    }

    private void check(Type type) {
        if (!DeclaredTypes.exists(type.getName())) {
            report.add(LanguageProblem.WRONG_TYPE.problem("Expected a type, found '" + type.getName() + "'.")
                    .offering(Nearest.to(type.getName(), DeclaredTypes.names()))
                    .advise("Types are " + String.join(", ", DeclaredTypes.names()) + "."), type);
            return;
        }
        type.getDimensions().forEach(extent -> extent(type, extent));
        bounds(type);
        if (DeclaredTypes.isJoint(type.getName()) && type.getDimensions().isEmpty()) {
            report.add(LanguageProblem.WRONG_TYPE.problem("Expected the size of a " + type.getName()
                    + " in brackets, found none.").advise("Write " + type.getName() + "[k]."), type);
        }
    }

    private void extent(Type type, Expression extent) {
        ValueType value = typing.of(extent);
        boolean integer = value.element() == ElementType.INT && (!value.shape().isKnown() || value.shape().isScalar());
        if (value.isKnown() && !integer) {
            report.add(LanguageProblem.WRONG_TYPE.problem("Expected an integer as extent of " + type.getName()
                    + ", found " + value + ".").advise("Declare sizes as data n : int(min = 1)."), extent);
        } else if (value.isKnown() && value.range().high() < 0) {
            report.add(LanguageProblem.WRONG_TYPE.problem("Expected an extent of at least 0, found " + value.range()
                    + "."), extent);
        } else {
            fromData("an extent", extent);
        }
    }

    /** Sizes are known before a site has a value. */
    private void fromData(String what, Expression value) {
        LATENT.of(value).ifPresent(site -> report.add(LanguageProblem.WRONG_TYPE.problem("Expected " + what
                + " that is known from the data, found one that depends on the latent site '" + site + "'."), value));
    }

    private void bounds(Type type) {
        List<String> names = DeclaredTypes.bounds(type.getName());
        String expected = names.isEmpty() ? "no bounds for " + type.getName()
                : "the bounds " + String.join(" and ", names) + " for " + type.getName();
        int position = 0;
        for (Argument argument : type.getArguments()) {
            boolean wrong = argument.getName() == null ? position++ >= names.size()
                    : !names.contains(argument.getName());
            if (wrong) {
                report.add(LanguageProblem.WRONG_TYPE.problem("Expected " + expected + ", found "
                        + (argument.getName() == null ? "one more" : "'" + argument.getName() + "'") + ".")
                        .offering(argument.getName() == null ? List.of() : Nearest.to(argument.getName(), names)),
                        argument);
            } else if (!typing.of(argument.getValue()).element().isNumber()) {
                report.add(LanguageProblem.WRONG_TYPE.problem("Expected a number as bound, found text."), argument);
            } else if (type.eContainer() instanceof DataDeclaration) {
                fromData("a bound of data", argument.getValue());
            }
        }
        if (type.getName().equals("interval") && type.getArguments().size() < names.size()) {
            report.add(LanguageProblem.WRONG_TYPE.problem("Expected both bounds of an interval, found "
                    + (type.getArguments().isEmpty() ? "none." : "one.")).advise("Write interval(0, 10), or"
                            + " real(min = 0) for a bound on one side."), type);
        }
        empty(type);
    }

    private void empty(Type type) {
        ValueType value = DeclaredTypes.of(type, typing::of);
        if (value.range().low() > value.range().high()) {
            report.add(LanguageProblem.WRONG_TYPE.problem("Expected a lower bound below the upper one, found "
                    + value.range().low() + " and " + value.range().high() + "."), type);
        }
    }
}
