package org.penumbra.lang.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        if (component.getKind().equals("guide") && ownGuides(component).contains(component.getName())) {
            report.add(LanguageProblem.NOT_COMPILED.problem("Found '" + component.getName()
                    + "', a guide of the file, which is part of the language but not compiled yet.")
                    .advise("Automatic guides such as AutoNormal are."), component);
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

    private static List<String> ownGuides(Component component) {
        Script script = (Script) EcoreUtil.getRootContainer(component);
        return script.getDeclarations().stream().filter(GuideDeclaration.class::isInstance)
                .map(Declaration::getName).toList();
    }

    private void unknown(Component component, Kind kind) {
        List<String> names = installed.names(kind);
        report.add(LanguageProblem.UNKNOWN_COMPONENT.problem("Expected an installed " + kind.word() + ", found '"
                + component.getName() + "'.").offering(Nearest.to(component.getName(), names))
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
