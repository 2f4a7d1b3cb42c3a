package org.penumbra.lang.check;

import org.penumbra.core.Problem;
import org.penumbra.lang.Installed;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Links;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.Typing;
import org.penumbra.model.Declaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.Script;

/** Everything that is checked of a script without syntax errors. */
public final class ScriptCheck {

    private final Script script;
    private final Report report;
    private final NameCheck names;
    private final DuplicateCheck duplicates;
    private final ModelCheck models;
    private final FunctionCheck functions;
    private final GuideCheck guides;
    private final CompiledCheck compiled;
    private final TypeCheck types;
    private final PlacementCheck placement;
    private final RunCheck runs;

    public ScriptCheck(Script script, Links links, Installed installed, Report report) {
        this.script = script;
        this.report = report;
        Distributions distributions = new Distributions(installed.distributions(), report);
        Typing typing = new Typing(report, distributions);
        this.types = new TypeCheck(typing, report);
        this.names = new NameCheck(links, report);
        this.duplicates = new DuplicateCheck(report);
        this.compiled = new CompiledCheck(distributions, report);
        this.models = new ModelCheck(typing, distributions, compiled, report);
        this.functions = new FunctionCheck(typing, compiled, report);
        this.guides = new GuideCheck(typing, distributions, report);
        this.placement = new PlacementCheck(report);
        this.runs = new RunCheck(links, installed, typing, report);
    }

    public void run() {
        duplicates.declarations(script);
        for (Declaration declaration : script.getDeclarations()) {
            placement.check(declaration);
            names.check(declaration);
            duplicates.variables(declaration);
            types.check(declaration);
            switch (declaration) {
                case Model model -> models.check(model);
                case InferDeclaration run -> runs.check(run);
                case GuideDeclaration guide -> {
                    runs.model(guide);
                    guides.check(guide);
                    compiled.check(guide);
                }
                case FunctionDeclaration function -> functions.check(function);
                case NetworkDeclaration network -> note(network);
                default -> throw new IllegalStateException("a declaration " + declaration.eClass().getName());
            }
        }
    }

    private void note(NetworkDeclaration network) {
        report.add(LanguageProblem.NOT_COMPILED.problem(Problem.Severity.INFO, "Declared networks are read and checked "
                + "but not compiled yet; nothing can be run with '" + network.getName() + "'."), network,
                PenumbraPackage.Literals.DECLARATION__NAME);
    }
}
