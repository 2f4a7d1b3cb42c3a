package org.penumbra.lang.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Assign;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.Factor;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** The statements of a model, and the model as a whole. */
final class ModelCheck {

    private final Typing typing;
    private final Report report;
    private final SampleCheck samples;
    private final PointParameterCheck parameters;
    private final CompiledCheck compiled;

    ModelCheck(Typing typing, Distributions distributions, CompiledCheck compiled, Report report) {
        this.typing = typing;
        this.report = report;
        this.samples = new SampleCheck(typing, distributions, report);
        this.parameters = new PointParameterCheck(LanguageProblem.MODEL_PARAMETER, typing, report);
        this.compiled = compiled;
    }

    void check(Model model) {
        statements(model.getStatements());
        compiled.check(model);
        gradients(model);
        unusedData(model);
        boolean latent = Scope.variables(model.getStatements()).stream()
                .anyMatch(variable -> variable instanceof ParamDeclaration
                        || variable instanceof Sample sample && Scope.observed(sample).isEmpty())
                || NetworkCheck.hasLayers(model);
        if (!latent) {
            report.add(LanguageProblem.NO_LATENT
                    .problem("Expected at least one latent site in model '" + model.getName()
                    + "', found none: there is nothing to infer.")
                    .advise("Give a name that is not data a distribution: mu ~ Normal(0, 1)."), model,
                    PenumbraPackage.Literals.DECLARATION__NAME);
        }
    }

    private void statements(List<Statement> statements) {
        for (Statement statement : statements) {
            switch (statement) {
                case Sample sample -> samples.check(sample);
                case Assign assign -> assign(assign);
                case Factor factor -> factor(factor);
                case ParamDeclaration parameter -> {
                    parameters.check(parameter);
                    parameters.startIsKnown(parameter);
                }
                case Loop loop -> loop(loop);
                default -> { }
            }
        }
    }

    private void assign(Assign assign) {
        ValueType value = typing.of(assign.getValue());
        if (value.element() == ElementType.TEXT) {
            report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected a number, found text."), assign.getValue());
        }
        typing.subscripts().element(ValueType.UNKNOWN, assign.getIndices(), assign);
        if (assign.getType() != null) {
            declared(assign, value);
        }
    }

    private void declared(Assign assign, ValueType value) {
        ValueType declared = DeclaredTypes.of(assign.getType(), typing::of);
        if (!value.shape().fitsInto(declared.shape())) {
            report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected a value of shape " + typing.describe(declared)
                    + " as '" + assign.getName() + "' declares, found " + typing.describe(value) + "."),
                    assign.getValue());
        }
    }

    private void factor(Factor factor) {
        ValueType value = typing.of(factor.getValue());
        if (value.element() == ElementType.TEXT) {
            report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected a number, found text."), factor.getValue());
        }
    }

    private void loop(Loop loop) {
        for (Expression bound : List.of(loop.getFrom(), loop.getTo())) {
            ValueType type = typing.of(bound);
            boolean integer = type.element() == ElementType.INT || type.element() == ElementType.BOOL;
            if (type.isKnown() && (!integer || type.shape().isKnown() && !type.shape().isScalar())) {
                report.add(LanguageProblem.RANGE_NOT_INTEGER.problem("Expected an integer as bound of a range, found "
                        + type + ".").advise("Declare sizes as data n : int(min = 1)."), bound);
            } else {
                Dependence.onAnything().of(bound).ifPresent(site -> report.add(LanguageProblem.RANGE_NOT_INTEGER
                        .problem("Expected a bound of a range that is known from the data, found one that depends on "
                        + "the latent site or parameter '" + site + "'."), bound));
            }
        }
        statements(loop.getStatements());
    }

    /** Looks at what the density is computed from; sites with whole values are summed out, and may have steps. */
    private void gradients(Model model) {
        GradientCheck check = new GradientCheck(report);
        Dependence continuous = new Dependence(site ->
                typing.variables().element(site).element() == ElementType.REAL);
        for (TreeIterator<EObject> all = model.eAllContents(); all.hasNext();) {
            switch (all.next()) {
                case Sample sample -> check.check(sample.getDistribution(), continuous);
                case Factor factor -> check.check(factor.getValue(), continuous);
                default -> { }
            }
        }
    }

    private void unusedData(Model model) {
        Set<Variable> used = new HashSet<>();
        TreeIterator<EObject> all = EcoreUtil.getAllContents(model.eContainer(), true);
        while (all.hasNext()) {
            EObject element = all.next();
            if (element instanceof VariableRef use) {
                used.add(use.getVariable());
            } else if (element instanceof Sample sample) {
                Scope.observed(sample).ifPresent(used::add);
            }
        }
        for (Variable variable : Scope.variables(model.getStatements())) {
            if (variable instanceof ParamDeclaration parameter && !used.contains(parameter)) {
                report.add(LanguageProblem.UNUSED_DATA.problem("Expected the parameter '" + parameter.getName()
                        + "' to be used, found no use of it.").advise("Without one it stays where it starts: use it, "
                        + "or leave it out."), parameter, PenumbraPackage.Literals.VARIABLE__NAME);
            }
        }
        for (Statement statement : model.getStatements()) {
            if (statement instanceof DataDeclaration data && !used.contains(data)) {
                report.add(LanguageProblem.UNUSED_DATA.problem("Expected data '" + data.getName()
                        + "' to be used, found no use of it.").advise("Observe it with '~', use it, or leave it out."),
                        data, PenumbraPackage.Literals.VARIABLE__NAME);
            }
        }
    }
}
