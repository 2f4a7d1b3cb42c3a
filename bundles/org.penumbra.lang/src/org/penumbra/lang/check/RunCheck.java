package org.penumbra.lang.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.lang.Installed;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Links;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.types.Typing;
import org.penumbra.model.ColumnBinding;
import org.penumbra.model.Component;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.InferItem;
import org.penumbra.model.Intervention;
import org.penumbra.model.Model;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.Plate;
import org.penumbra.model.Script;
import org.penumbra.model.Seed;
import org.penumbra.model.Subsample;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** The settings of a run. */
final class RunCheck {

    private static final List<String> MISSING = List.of("drop", "error", "impute");

    private final Links links;
    private final Typing typing;
    private final Report report;
    private final ComponentCheck components;
    private final InterventionCheck interventions;

    RunCheck(Links links, Installed installed, Typing typing, Report report) {
        this.links = links;
        this.typing = typing;
        this.report = report;
        this.components = new ComponentCheck(installed, report);
        this.interventions = new InterventionCheck(typing, report);
    }

    void check(InferDeclaration run) {
        model(run);
        Set<String> seen = new HashSet<>();
        for (InferItem item : run.getItems()) {
            String key = key(item);
            if (!seen.add(key)) {
                report.add(LanguageProblem.DUPLICATE_SETTING.problem("Expected '" + key
                        + "' once in a run, found it again."), item);
            }
            switch (item) {
                case DataBinding data -> data(data, run);
                case Component component -> components.check(component);
                case Subsample subsample -> subsample(subsample, run);
                case Intervention intervention -> intervention(intervention, run);
                default -> { }
            }
        }
    }

    private String key(InferItem item) {
        return switch (item) {
            case DataBinding data -> "data";
            case Component component -> component.getKind();
            case Seed seed -> "seed";
            case Subsample subsample -> "subsample " + subsample.getPlate();
            case Intervention change -> change.getKind() + " " + Optional.ofNullable(change.getVariable())
                    .map(Variable::getName).or(() -> links.unresolvedName(change)).orElse("");
            default -> throw new IllegalStateException("a setting " + item.eClass().getName());
        };
    }

    /** The model of a run or guide exists. */
    void model(Declaration declaration) {
        links.unresolvedName(declaration).ifPresent(name -> {
            List<String> models = ((Script) declaration.eContainer()).getDeclarations().stream()
                    .filter(Model.class::isInstance).map(Declaration::getName).toList();
            report.add(LanguageProblem.UNKNOWN_MODEL.problem("Expected a model of this file, found '" + name + "'.")
                    .offering(Nearest.to(name, models)), declaration, declaration instanceof GuideDeclaration
                            ? PenumbraPackage.Literals.GUIDE_DECLARATION__MODEL
                            : PenumbraPackage.Literals.INFER_DECLARATION__MODEL);
        });
    }

    private void data(DataBinding data, InferDeclaration run) {
        if (data.getMissing() != null && !MISSING.contains(data.getMissing())) {
            report.add(LanguageProblem.UNKNOWN_MISSING_POLICY.problem("Expected missing = "
                    + String.join(", ", MISSING) + ", found '" + data.getMissing() + "'.")
                    .offering(Nearest.to(data.getMissing(), MISSING)), data,
                    PenumbraPackage.Literals.DATA_BINDING__MISSING);
        }
        Set<Variable> bound = new HashSet<>();
        for (ColumnBinding binding : data.getBindings()) {
            typing.of(binding.getValue());
            if (binding.getVariable() == null) {
                links.unresolvedName(binding).filter(name -> run.getModel() != null)
                        .ifPresent(name -> notData(binding, name, run.getModel()));
            } else if (!bound.add(binding.getVariable())) {
                report.add(LanguageProblem.WRONG_BINDING.problem("Expected one binding of '"
                        + binding.getVariable().getName() + "', found another."), binding);
            }
        }
        if (data.getFilter() != null) {
            typing.of(data.getFilter());
        }
    }

    private void notData(ColumnBinding binding, String name, Model model) {
        List<String> data = names(model, DataDeclaration.class::isInstance);
        boolean site = names(model, variable -> true).contains(name);
        report.add(LanguageProblem.WRONG_BINDING.problem("Expected data of model '" + model.getName() + "', found '"
                + name + "', which " + (site ? "the model infers or computes." : "it does not have."))
                .offering(Nearest.to(name, data)), binding);
    }

    private static List<String> names(Model model, Predicate<Variable> which) {
        return Scope.variables(model.getStatements()).stream().filter(which).map(Variable::getName).distinct()
                .toList();
    }

    private void subsample(Subsample subsample, InferDeclaration run) {
        if (run.getModel() == null) {
            return;
        }
        Set<String> names = plateNames(run.getModel());
        if (!names.contains(subsample.getPlate())) {
            unknown("a plate", subsample.getPlate(), names, subsample);
        }
        if (subsample.getSize() instanceof NumberLiteral size && (!size.isInteger() || size.getValue() < 1)) {
            report.add(LanguageProblem.WRONG_OPTION_VALUE.problem("Expected a whole number of rows, at least 1, found "
                    + Places.text(size) + "."), size);
        }
    }

    /** A plate goes by its label, its index or its size. */
    private static Set<String> plateNames(Model model) {
        Set<String> names = new LinkedHashSet<>();
        model.eAllContents().forEachRemaining(element -> {
            if (element instanceof Plate plate) {
                Stream.of(plate.getLabel(), plate.getIndex().getName(),
                        plate.getTo() instanceof VariableRef size ? size.getName() : null)
                        .filter(Objects::nonNull).forEach(names::add);
            }
        });
        return names;
    }

    private void intervention(Intervention intervention, InferDeclaration run) {
        if (intervention.getVariable() != null) {
            interventions.check(intervention);
        } else if (run.getModel() != null) {
            links.unresolvedName(intervention).ifPresent(name -> unknown("a variable", name,
                    names(run.getModel(), variable -> true), intervention));
        }
    }

    private void unknown(String what, String name, Collection<String> names, EObject item) {
        report.add(LanguageProblem.UNKNOWN_TARGET.problem("Expected " + what + " of the model, found '" + name + "'.")
                .offering(Nearest.to(name, names)), item);
    }
}
