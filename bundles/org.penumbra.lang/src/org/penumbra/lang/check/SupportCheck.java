package org.penumbra.lang.check;

import java.util.Optional;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Support;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Range;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Expression;
import org.penumbra.model.Sample;

/** Whether what a distribution draws is what the data or the declared type of a site can be. */
final class SupportCheck {

    private final Typing typing;
    private final Report report;

    SupportCheck(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    void observed(Sample sample, ValueType element, Resolved call) {
        Range drawn = typing.variables().support(call);
        Range declared = element.range();
        if (declared.high() < drawn.low() || declared.low() > drawn.high()) {
            report.add(LanguageProblem.DATA_OUTSIDE_SUPPORT.problem("Expected data that " + call.entry().name()
                    + " can produce (" + drawn + "), found '" + sample.getName() + "' declared as " + declared + "."),
                    sample);
        } else if (call.signature().discrete() && element.element() == ElementType.REAL) {
            report.add(LanguageProblem.DATA_OUTSIDE_SUPPORT
                    .problem(Problem.Severity.WARNING, "Expected integers as data of "
                    + call.entry().name() + ", found '" + sample.getName() + "' declared as real.")
                    .advise("Declare it as int, so that the data are checked."), sample);
        }
    }

    void latent(Sample sample, Resolved call) {
        boolean discrete = call.signature().discrete();
        Range drawn = typing.variables().support(call);
        if (sample.getType() != null) {
            ValueType declared = DeclaredTypes.of(sample.getType(), typing::of);
            if (!declared.isKnown() || contradicts(sample, declared, call, drawn)) {
                return;
            }
            cuts(sample, declared, call, drawn);
        }
        if (discrete) {
            endless(typing.variables().element(sample).range(), call)
                    .ifPresent(reason -> notEnumerable(sample, call, reason));
        }
    }

    private boolean contradicts(Sample sample, ValueType declared, Resolved call, Range drawn) {
        boolean discrete = call.signature().discrete();
        boolean integers = declared.element() != ElementType.REAL;
        boolean apart = declared.range().high() < drawn.low() || declared.range().low() > drawn.high();
        if (discrete != integers || apart && !call.isImproper()) {
            String found = discrete == integers ? drawn + " only"
                    : discrete ? "whole numbers only" : "any real numbers";
            report.add(LanguageProblem.TYPE_CONTRADICTS.problem("Expected a distribution over the values of the type "
                    + sample.getType().getName() + " for the latent site '" + sample.getName() + "', found "
                    + call.entry().name() + ", which draws " + found + ".")
                    .advise(discrete ? "If '" + sample.getName() + "' is observed, declare it as data." : ""),
                    sample.getType());
            return true;
        }
        return false;
    }

    private void cuts(Sample sample, ValueType declared, Resolved call, Range drawn) {
        Range allowed = declared.range();
        if (!call.isImproper() && (drawn.low() < allowed.low() || drawn.high() > allowed.high())) {
            report.add(LanguageProblem.TYPE_CUTS_DISTRIBUTION
                    .problem("Expected a distribution over the values of the type "
                    + sample.getType().getName() + ", found " + call.entry().name() + " over " + drawn
                    + ": the density is cut, and not scaled to 1.")
                    .advise("Stan reads it this way too; the evidence is off by the mass that is cut away."),
                    sample.getType());
        }
    }

    private void notEnumerable(Sample sample, Resolved call, String reason) {
        report.add(LanguageProblem.NOT_ENUMERABLE.problem("Expected a discrete latent site that can be summed out, "
                + "found '" + sample.getName() + "', drawn from " + call.entry().name() + ", which " + reason + ".")
                .advise("If '" + sample.getName() + "' is observed, declare it as data; otherwise cut the "
                        + "distribution, as in Truncated(Poisson(3), max = 50)."), sample);
    }

    /** Why the values cannot be listed; empty when they can, however many there are. */
    private Optional<String> endless(Range range, Resolved call) {
        boolean finite = !Double.isInfinite(range.low()) && !Double.isInfinite(range.high());
        if (finite) {
            return Optional.empty();
        }
        if (call.combination() != null) {
            return call.parts().stream().map(part -> endless(typing.variables().support(part), part))
                    .flatMap(Optional::stream).findFirst();
        }
        Support support = call.signature().support();
        return Optional.<String>empty().or(() -> open(support.lower(), call, range.low(), "smallest"))
                .or(() -> open(support.upper(), call, range.high(), "largest"));
    }

    private static Optional<String> open(Support.Bound bound, Resolved call, double known, String which) {
        if (!Double.isInfinite(known)) {
            return Optional.empty();
        }
        if (bound.isNone()) {
            return Optional.of("has no " + which + " value");
        }
        Expression argument = call.arguments().get(bound.parameter());
        int vector = call.signature().vectorIndex();
        boolean length = vector >= 0 && vector == call.signature().indexOf(bound.parameter());
        return length || argument == null ? Optional.empty() : new Dependence(site -> true).of(argument)
                .map(site -> "has a " + which + " value that depends on '" + site + "'");
    }
}
