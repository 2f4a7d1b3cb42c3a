package org.penumbra.lang.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.model.Assign;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.Expression;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.Plate;
import org.penumbra.model.Sample;
import org.penumbra.model.Script;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;

/** Names that are declared twice where one was expected. */
final class DuplicateCheck {

    private final Report report;

    DuplicateCheck(Report report) {
        this.report = report;
    }

    /** Names are unique among the models, guides and runs of a file; functions and networks share theirs. */
    void declarations(Script script) {
        Map<String, Declaration> seen = new HashMap<>();
        for (Declaration declaration : script.getDeclarations()) {
            String kind = declaration instanceof NetworkDeclaration ? "FunctionDeclaration"
                    : declaration.eClass().getName();
            Declaration earlier = seen.putIfAbsent(kind + " " + declaration.getName(), declaration);
            if (earlier != null) {
                add(declaration.getName(), earlier, declaration, "");
            }
        }
    }

    void variables(Declaration declaration) {
        List<Variable> all = new ArrayList<>();
        switch (declaration) {
            case Model model -> block(model.getStatements(), all, new HashMap<>());
            case GuideDeclaration guide -> block(guide.getStatements(), all, new HashMap<>());
            case NetworkDeclaration network -> {
                all.addAll(network.getParameters());
                block(network.getStatements(), new ArrayList<>(), new HashMap<>());
            }
            case FunctionDeclaration function -> all.addAll(function.getParameters());
            default -> { }
        }
        Map<String, List<Variable>> byName = new HashMap<>();
        for (Variable variable : all) {
            List<Variable> earlier = byName.computeIfAbsent(variable.getName(), name -> new ArrayList<>());
            earlier.stream().filter(other -> clash(other, variable)).findFirst()
                    .ifPresent(other -> add(variable.getName(), other, variable, advice(other, variable)));
            earlier.add(variable);
        }
    }

    private void block(List<Statement> statements, List<Variable> all, Map<String, Plate> labels) {
        for (Statement statement : statements) {
            if (statement instanceof Variable variable) {
                all.add(variable);
            }
            if (statement instanceof Loop loop) {
                all.add(loop.getIndex());
                block(loop.getStatements(), all, labels);
            }
            if (statement instanceof Plate plate && plate.getLabel() != null) {
                Plate earlier = labels.putIfAbsent(plate.getLabel(), plate);
                if (earlier != null) {
                    add(plate.getLabel(), earlier, plate, "");
                }
            }
        }
    }

    private static boolean clash(Variable earlier, Variable later) {
        if (earlier instanceof DataDeclaration || later instanceof DataDeclaration) {
            return !(earlier instanceof Sample) && !(later instanceof Sample);
        }
        if (earlier.eContainer() instanceof Loop first && earlier == first.getIndex()) {
            return EcoreUtil.isAncestor(first, later);
        }
        if (later.eContainer() instanceof Loop loop && later == loop.getIndex()) {
            return EcoreUtil.isAncestor(earlier.eContainer(), later);
        }
        if (earlier instanceof Sample first && later instanceof Sample && Scope.observed(first).isPresent()) {
            return false;
        }
        boolean sameKind = earlier.eClass() == later.eClass();
        if (!sameKind || Scope.isIndexed(earlier) != Scope.isIndexed(later)) {
            return true;
        }
        return Scope.isIndexed(earlier) ? sameElement(earlier, later) : sameValue(earlier, later);
    }

    private static boolean sameElement(Variable earlier, Variable later) {
        return earlier.eContainer() == later.eContainer() && subscripts(earlier).equals(subscripts(later));
    }

    /** Local values of blocks beside each other may have one name; what is reported may not. */
    private static boolean sameValue(Variable earlier, Variable later) {
        boolean reported = !(earlier instanceof Assign first && later instanceof Assign second)
                || first.isDeterministic() || second.isDeterministic();
        return reported || EcoreUtil.isAncestor(earlier.eContainer(), later)
                || EcoreUtil.isAncestor(later.eContainer(), earlier);
    }

    private static String subscripts(Variable variable) {
        List<Expression> indices = variable instanceof Sample sample ? sample.getIndices()
                : ((Assign) variable).getIndices();
        return indices.stream().map(Places::text).toList().toString();
    }

    private static String advice(Variable earlier, Variable later) {
        boolean data = earlier instanceof DataDeclaration && later instanceof Assign
                || later instanceof DataDeclaration && earlier instanceof Assign;
        return data ? "Data come from outside: assign to another name." : Scope.isIndexed(later)
                ? "Each element is given once." : "Give it another name.";
    }

    private void add(String name, EObject earlier, EObject later, String advice) {
        report.add(LanguageProblem.DUPLICATE_NAME.problem("Expected a new name, found '" + name
                + "', which is already declared in " + report.line(earlier) + ".").advise(advice), later,
                later instanceof Declaration ? PenumbraPackage.Literals.DECLARATION__NAME
                        : later instanceof Plate ? PenumbraPackage.Literals.PLATE__LABEL
                        : PenumbraPackage.Literals.VARIABLE__NAME);
    }
}
