package org.penumbra.lang.check;

import java.util.Optional;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.distribution.combinator.Combinator;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.types.BuiltIn;
import org.penumbra.lang.types.BuiltIns;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.lang.types.Distributions;
import org.penumbra.model.Call;
import org.penumbra.model.Declaration;
import org.penumbra.model.Invoke;
import org.penumbra.model.Member;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Sample;
import org.penumbra.model.VariableRef;

/** What a model or function may say but the compiler cannot compile yet, refused at its place. */
final class CompiledCheck {

    private final Distributions distributions;
    private final Report report;

    CompiledCheck(Distributions distributions, Report report) {
        this.distributions = distributions;
        this.report = report;
    }

    void check(Declaration declaration) {
        for (TreeIterator<EObject> all = declaration.eAllContents(); all.hasNext();) {
            EObject element = all.next();
            Optional<String> what = refused(element);
            what.ifPresent(words -> add(words, element));
            boolean planned = element instanceof Call call && distributions.isPlanned(call.getName());
            boolean whole = element instanceof Call;
            if (planned || what.isPresent() && whole) {
                all.prune();
            }
        }
    }

    private static Optional<String> refused(EObject element) {
        return Optional.ofNullable(switch (element) {
            case Sample site when site.getType() != null && DeclaredTypes.isJoint(site.getType().getName())
                    && Scope.observed(site).isEmpty() -> "a latent site of type " + site.getType().getName();
            case Invoke invoke -> "a network layer";
            case Member member -> "a result of a network";
            case Call call -> call(call);
            case VariableRef use when use.getVariable() == null && isFunction(use) && !isTransformation(use) -> "a function as a value";
            default -> null;
        });
    }

    private static String call(Call call) {
        Optional<Declaration> declared = Callables.declared(call.getName(), call);
        if (declared.isPresent()) {
            return declared.get() instanceof NetworkDeclaration ? "the call of a network of the file" : null;
        }
        boolean opaque = BuiltIns.find(call.getName()).map(BuiltIn::rule)
                .filter(rule -> rule == BuiltIn.Rule.OPAQUE || rule == BuiltIn.Rule.SQUARE).isPresent();
        return opaque ? "the function " + call.getName() : null;
    }

    private static boolean isTransformation(VariableRef use) {
        return use.eContainer().eContainer() instanceof Call call
                && call.getName().equals(Combinator.TRANSFORMED.calledAs());
    }

    private static boolean isFunction(VariableRef use) {
        String name = Places.text(use);
        return BuiltIns.find(name).isPresent() || Callables.declared(name, use).isPresent();
    }

    private void add(String what, EObject element) {
        report.add(LanguageProblem.NOT_COMPILED.problem("Found " + what
                + ", which is part of the language but not compiled yet."), element);
    }
}
