package org.penumbra.lang.check;

import org.penumbra.lang.Installed;
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
import org.penumbra.model.Script;

/** Everything that is checked of a script without syntax errors. */
public final class ScriptCheck {

    private final Script script;
    private final Distributions distributions;
    private final Typing typing;
    private final NameCheck names;
    private final DuplicateCheck duplicates;
    private final ModelCheck models;
    private final FunctionCheck functions;
    private final NetworkCheck networks;
    private final GuideCheck guides;
    private final CompiledCheck compiled;
    private final TypeCheck types;
    private final PlacementCheck placement;
    private final RunCheck runs;

    public ScriptCheck(Script script, Links links, Installed installed, Report report) {
        this.script = script;
        this.distributions = new Distributions(installed.distributions(), report);
        this.typing = new Typing(report, distributions, installed.layers());
        this.types = new TypeCheck(typing, report);
        this.names = new NameCheck(links, report);
        this.duplicates = new DuplicateCheck(report);
        this.compiled = new CompiledCheck(distributions, report);
        this.models = new ModelCheck(typing, distributions, compiled, report);
        this.functions = new FunctionCheck(typing, compiled, report);
        this.networks = new NetworkCheck(typing, compiled, report);
        this.guides = new GuideCheck(typing, distributions, report);
        this.placement = new PlacementCheck(report);
        this.runs = new RunCheck(links, installed, typing, report);
    }

    /** Types of all that is in the script. */
    public Typing typing() {
        return typing;
    }

    /** What the calls after {@code ~} mean. */
    public Distributions distributions() {
        return distributions;
    }

    public void run() {
        duplicates.declarations(script);
        for (Declaration declaration : script.getDeclarations()) {
            placement.check(declaration);
            names.check(declaration);
            duplicates.variables(declaration);
            types.check(declaration);
            networks.uses(declaration);
            switch (declaration) {
                case Model model -> models.check(model);
                case InferDeclaration run -> runs.check(run);
                case GuideDeclaration guide -> {
                    runs.model(guide);
                    guides.check(guide);
                    compiled.check(guide);
                }
                case FunctionDeclaration function -> functions.check(function);
                case NetworkDeclaration network -> networks.check(network);
                default -> throw new IllegalStateException("a declaration " + declaration.eClass().getName());
            }
        }
    }
}
