package org.penumbra.lang.check;

import java.util.Optional;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.BuiltIn;
import org.penumbra.lang.types.BuiltIns;
import org.penumbra.lang.types.Distributions;
import org.penumbra.model.Call;
import org.penumbra.model.Declaration;

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
            case Call call -> call(call);
            default -> null;
        });
    }

    private static String call(Call call) {
        if (Callables.declared(call.getName(), call).isPresent()) {
            return null;
        }
        boolean opaque = BuiltIns.find(call.getName()).map(BuiltIn::rule).filter(BuiltIn.Rule.OPAQUE::equals)
                .isPresent();
        return opaque ? "the function " + call.getName() : null;
    }

    private void add(String what, EObject element) {
        report.add(LanguageProblem.NOT_COMPILED.problem("Found " + what
                + ", which is part of the language but not compiled yet."), element);
    }
}
