package org.penumbra.lang.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Options;
import org.penumbra.lang.Installed;
import org.penumbra.lang.Installed.Kind;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Argument;
import org.penumbra.model.Component;
import org.penumbra.model.Declaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Model;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.Script;

/** The algorithm, guide, objective or optimizer of a run, and its options. */
final class ComponentCheck {

    private final Installed installed;
    private final Report report;
    private final OptionValueCheck values;

    ComponentCheck(Installed installed, Report report) {
        this.installed = installed;
        this.report = report;
        this.values = new OptionValueCheck(report);
    }

    void check(Component component) {
        Optional<GuideDeclaration> written = writtenGuides(component)
                .filter(guide -> guide.getName().equals(component.getName())).findFirst();
        if (written.isPresent()) {
            written(component, written.get());
            return;
        }
        Kind kind = Kind.of(component.getKind());
        try {
            installed.options(kind, component.getName())
                    .ifPresentOrElse(options -> options(component, options), () -> unknown(component, kind));
        } catch (PenumbraException broken) {
            broken.problems().forEach(problem -> report.add(problem, component));
        }
    }

    /** The guide blocks of the file; none where a run names another kind of part. */
    private static Stream<GuideDeclaration> writtenGuides(Component component) {
        Script script = (Script) EcoreUtil.getRootContainer(component);
        return script.getDeclarations().stream().filter(guide -> component.getKind().equals("guide"))
                .filter(GuideDeclaration.class::isInstance).map(GuideDeclaration.class::cast);
    }

    private static Model model(Component component) {
        return ((InferDeclaration) component.eContainer()).getModel();
    }

    /** A guide block: it is for the model of the run and has no options. */
    private void written(Component component, GuideDeclaration guide) {
        Model model = model(component);
        if (model != null && guide.getModel() != null && guide.getModel() != model) {
            List<String> others = writtenGuides(component).filter(other -> other.getModel() == model)
                    .map(Declaration::getName).toList();
            report.add(LanguageProblem.GUIDE_OF_OTHER_MODEL.problem("Expected a guide for the model '"
                    + model.getName() + "', found '" + guide.getName() + "', " + report.line(guide)
                    + ", which is for '" + guide.getModel().getName() + "'.").offering(others), component,
                    PenumbraPackage.Literals.COMPONENT__NAME);
        }
        if (installed.names(Kind.GUIDE).contains(guide.getName())) {
            report.add(LanguageProblem.GUIDE_HIDES_INSTALLED.problem("Found two guides called '" + guide.getName()
                    + "': the block in " + report.line(guide) + ", which is used, and an installed one.")
                    .advise("Give the block another name."), component, PenumbraPackage.Literals.COMPONENT__NAME);
        }
        for (Argument argument : component.getArguments()) {
            report.add(LanguageProblem.UNKNOWN_OPTION.problem("Expected no options of '" + guide.getName()
                    + "', since a guide block has none, found one.")
                    .advise("Write starting values into the block: param s : positive = 0.1."), argument);
        }
    }

    private void unknown(Component component, Kind kind) {
        List<String> names = installed.names(kind);
        List<String> usable = Stream.concat(names.stream(), writtenGuides(component)
                .filter(guide -> guide.getModel() == model(component)).map(Declaration::getName)).toList();
        report.add(LanguageProblem.UNKNOWN_COMPONENT.problem("Expected an installed " + kind.word() + ", found '"
                + component.getName() + "'.").offering(Nearest.to(component.getName(), usable))
                .advise(names.isEmpty() ? "None is installed." : "Installed: " + String.join(", ", names) + "."),
                component, PenumbraPackage.Literals.COMPONENT__NAME);
    }

    private void options(Component component, List<Options.Description> options) {
        List<String> names = options.stream().map(Options.Description::name).toList();
        Set<String> given = new HashSet<>();
        int position = 0;
        for (Argument argument : component.getArguments()) {
            int index = argument.getName() == null ? position++ : names.indexOf(argument.getName());
            if (index < 0 || index >= options.size()) {
                unknownOption(component, argument, names);
            } else if (!given.add(names.get(index))) {
                report.add(LanguageProblem.UNKNOWN_OPTION.problem("Expected the option '" + names.get(index)
                        + "' once, found it again."), argument);
            } else {
                values.check(component.getName(), options.get(index), argument.getValue());
            }
        }
    }

    private void unknownOption(Component component, Argument argument, List<String> names) {
        String has = names.isEmpty() ? "no options" : "the options " + String.join(", ", names);
        String found = argument.getName() == null ? "one value more" : "'" + argument.getName() + "'";
        report.add(LanguageProblem.UNKNOWN_OPTION
                .problem("Expected " + has + " of " + component.getName() + ", found " + found + ".")
                .offering(argument.getName() == null ? List.of() : Nearest.to(argument.getName(), names)), argument);
    }
}
