package org.penumbra.lang.check;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.core.Nearest;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.link.Links;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.BuiltIns;
import org.penumbra.model.Assign;
import org.penumbra.model.Declaration;
import org.penumbra.model.For;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.Loop;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Plate;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Names that mean nothing, and names that are used where what they mean is not there yet. */
final class NameCheck {

    private final Links links;
    private final Report report;

    NameCheck(Links links, Report report) {
        this.links = links;
        this.report = report;
    }

    void check(Declaration declaration) {
        for (TreeIterator<EObject> all = declaration.eAllContents(); all.hasNext();) {
            EObject element = all.next();
            if (element instanceof VariableRef use) {
                links.unresolvedName(use).ifPresentOrElse(name -> unknown(use, name), () -> order(use));
            }
        }
    }

    private void unknown(VariableRef use, String name) {
        if (FunctionNames.isExpected(use)) {
            return;
        }
        boolean function = BuiltIns.find(name).isPresent() || Callables.declared(name, use).isPresent();
        if (function) {
            report.add(LanguageProblem.DISTRIBUTION_AS_VALUE.problem("Expected a value, found the function '" + name
                    + "'.").advise("Call it, as in " + name + "(...), or give the variable another name."), use);
            return;
        }
        Loop loop = loopWithIndex(name, Scope.topLevel(use));
        if (loop != null) {
            report.add(LanguageProblem.INDEX_OUTSIDE.problem("Expected a variable, found '" + name
                    + "', the index of the " + (loop instanceof For ? "for loop" : "plate") + " in "
                    + report.line(loop) + ", outside of it."), use);
            return;
        }
        report.add(LanguageProblem.UNKNOWN_VARIABLE.problem("Expected a variable, found '" + name
                + "', which is not declared.").offering(Nearest.to(name, visible(use))), use);
    }

    private static Loop loopWithIndex(String name, List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Loop loop) {
                Loop found = name.equals(loop.getIndex().getName()) ? loop
                        : loopWithIndex(name, loop.getStatements());
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static List<String> visible(EObject place) {
        List<String> names = new ArrayList<>();
        Scope.variables(Scope.topLevel(place)).forEach(variable -> names.add(variable.getName()));
        for (EObject at = place; at != null; at = at.eContainer()) {
            switch (at) {
                case Loop loop -> names.add(loop.getIndex().getName());
                case FunctionDeclaration function -> function.getParameters().forEach(p -> names.add(p.getName()));
                case NetworkDeclaration network -> network.getParameters().forEach(p -> names.add(p.getName()));
                default -> { }
            }
        }
        return names;
    }

    private void order(VariableRef use) {
        Variable variable = use.getVariable();
        boolean ordered = variable instanceof Sample || variable instanceof Assign
                || variable instanceof ParamDeclaration;
        if (!ordered || EcoreUtil.getRootContainer(variable) != EcoreUtil.getRootContainer(use)
                || Scope.topLevel(variable) != Scope.topLevel(use)) {
            return;
        }
        if (EcoreUtil.isAncestor(variable, use)) {
            selfReference(use, variable);
        } else if (variable instanceof Assign && !Scope.isIndexed(variable)
                && !EcoreUtil.isAncestor(variable.eContainer(), use)) {
            report.add(LanguageProblem.LOCAL_OUTSIDE.problem("Expected a variable, found '" + variable.getName()
                    + "', a local value of the loop that it is in, " + report.line(variable) + ".")
                    .advise("Give it a subscript, as in " + variable.getName() + "[i] = ..., to use it outside."), use);
        } else if (offset(use) < offset(variable)) {
            report.add(LanguageProblem.USED_BEFORE_DECLARATION.problem("Expected '" + variable.getName()
                    + "' to be declared above, found its declaration in " + report.line(variable) + ".")
                    .advise("Move that statement in front of this one."), use);
        }
    }

    /** {@code s[t] = f(s[t - 1])} is fine in a for loop, where elements come one after the other. */
    private void selfReference(VariableRef use, Variable variable) {
        EObject loop = variable.eContainer();
        if (Scope.isIndexed(variable) && loop instanceof For) {
            return;
        }
        report.add(LanguageProblem.SELF_REFERENCE.problem("Expected a value that is known before '"
                + variable.getName() + "', found '" + variable.getName() + "' itself.")
                .advise(loop instanceof Plate && Scope.isIndexed(variable)
                        ? "Iterations of a plate are independent: use a for loop for a recurrence." : ""), use);
    }

    private static int offset(EObject element) {
        return NodeModelUtils.findActualNodeFor(element).getOffset();
    }
}
