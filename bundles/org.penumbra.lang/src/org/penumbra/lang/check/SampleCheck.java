package org.penumbra.lang.check;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.core.Problem;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Range;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Annotation;
import org.penumbra.model.Call;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Sample;

/** One sample statement: does the distribution fit what it is given, and what it is about. */
final class SampleCheck {

    private static final String NONCENTERED = "noncentered";

    private final Typing typing;
    private final Distributions distributions;
    private final Report report;
    private final ParameterCheck parameters;

    SampleCheck(Typing typing, Distributions distributions, Report report) {
        this.typing = typing;
        this.distributions = distributions;
        this.report = report;
        this.parameters = new ParameterCheck(typing, report);
    }

    void check(Sample sample) {
        Optional<DataDeclaration> data = Scope.observed(sample);
        Optional<Resolved> resolved = distributions.resolve((Call) sample.getDistribution());
        ValueType element = data.map(declared -> observed(sample, declared)).orElseGet(() -> latent(sample));
        if (resolved.isPresent()) {
            parameters.check(sample.getName(), element, resolved.get());
            if (data.isPresent()) {
                observedSupport(sample, element, resolved.get());
            } else {
                latentSupport(sample, resolved.get());
            }
        }
        sample.getAnnotations().forEach(annotation -> annotation(annotation, resolved, data.isPresent()));
    }

    private ValueType observed(Sample sample, DataDeclaration data) {
        if (sample.getType() != null) {
            report.add(LanguageProblem.WRONG_TYPE.problem("Expected no type for '" + sample.getName()
                    + "', which is data and has its type in " + report.line(data) + ", found one."), sample.getType());
        }
        ValueType declared = typing.variables().of(data);
        return sample.getIndices().isEmpty() ? declared
                : typing.subscripts().element(declared, sample.getIndices(), sample);
    }

    private ValueType latent(Sample sample) {
        typing.subscripts().element(ValueType.UNKNOWN, sample.getIndices(), sample);
        return typing.variables().element(sample);
    }

    private void observedSupport(Sample sample, ValueType element, Resolved call) {
        Range drawn = Range.of(call.signature().support());
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

    private void latentSupport(Sample sample, Resolved call) {
        ValueType declared = sample.getType() == null ? null : DeclaredTypes.of(sample.getType(), typing::of);
        boolean integers = declared != null && declared.element() == ElementType.INT;
        if (call.signature().discrete() || integers) {
            report.add(LanguageProblem.DISCRETE_LATENT
                    .problem("Expected a continuous distribution for the latent site '"
                    + sample.getName() + "', found " + call.entry().name()
                            + ": discrete latent sites are not compiled yet.")
                    .advise("If '" + sample.getName() + "' is observed, declare it as data."), sample);
            return;
        }
        Range drawn = Range.of(call.signature().support());
        boolean improper = call.signature().parameters().isEmpty();
        if (declared != null && declared.isKnown() && !improper
                && (drawn.low() < declared.range().low() || drawn.high() > declared.range().high())) {
            report.add(LanguageProblem.TYPE_CUTS_DISTRIBUTION
                    .problem("Expected a distribution over the values of the type "
                    + sample.getType().getName() + ", found " + call.entry().name() + " over " + drawn
                    + ": the density is cut, and not scaled to 1.")
                    .advise("Stan reads it this way too; the evidence is off by the mass that is cut away."),
                    sample.getType());
        }
    }

    private void annotation(Annotation annotation, Optional<Resolved> resolved, boolean observed) {
        if (!annotation.getName().equals(NONCENTERED)) {
            report.add(LanguageProblem.UNKNOWN_ANNOTATION
                    .problem("Expected the annotation @" + NONCENTERED + ", found '@"
                    + annotation.getName() + "'.").offering(Nearest.to(annotation.getName(), List.of(NONCENTERED))),
                    annotation);
        } else if (!annotation.getArguments().isEmpty()) {
            report.add(LanguageProblem.UNKNOWN_ANNOTATION.problem("Expected @noncentered without arguments, found "
                    + annotation.getArguments().size() + "."), annotation);
        } else if (observed) {
            report.add(LanguageProblem.NOT_LOCATION_SCALE.problem(
                    "Expected a latent site with @noncentered, found data: only what is inferred can be moved."),
                    annotation);
        } else {
            resolved.ifPresent(call -> locationScale(annotation, call));
        }
    }

    private void locationScale(EObject annotation, Resolved call) {
        if (!call.signature().isLocationScale()) {
            report.add(LanguageProblem.NOT_LOCATION_SCALE
                    .problem("Expected a distribution with location and scale before"
                    + " @noncentered, such as Normal, found " + call.entry().name() + "."), annotation);
        }
    }
}
