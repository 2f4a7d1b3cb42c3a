package org.penumbra.lang.check;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.lang.types.Shape;
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
    private final SupportCheck supports;

    SampleCheck(Typing typing, Distributions distributions, Report report) {
        this.typing = typing;
        this.distributions = distributions;
        this.report = report;
        this.parameters = new ParameterCheck(typing, report);
        this.supports = new SupportCheck(typing, report);
    }

    void check(Sample sample) {
        Optional<DataDeclaration> data = Scope.observed(sample);
        Optional<Resolved> resolved = distributions.resolve((Call) sample.getDistribution());
        ValueType element = data.map(declared -> observed(sample, declared)).orElseGet(() -> latent(sample));
        if (resolved.isPresent()) {
            shapes(sample, element, resolved.get());
            if (data.isPresent()) {
                supports.observed(sample, element, resolved.get());
            } else {
                supports.latent(sample, resolved.get());
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

    /** The last axes of what is drawn are those of one draw; those in front of them repeat it. */
    private void shapes(Sample sample, ValueType element, Resolved call) {
        Shape event = typing.variables().drawn(call, sample).event();
        Shape own = element.shape();
        if (!own.isKnown() || own.rank() >= call.eventRank() && fits(own, event)) {
            boolean known = own.isKnown();
            parameters.check(sample.getName(), known ? element.withShape(new Shape(own.extents().subList(0,
                    own.rank() - call.eventRank()))) : element, call);
            return;
        }
        report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected '" + sample.getName()
                + "' to have the shape of a draw of " + call.entry().name() + ", " + (event.isKnown() ? event
                        : "with " + call.eventRank() + (call.eventRank() == 1 ? " axis" : " axes")) + ", found "
                + typing.describe(element) + "."), sample.getType() == null ? sample : sample.getType());
    }

    private static boolean fits(Shape own, Shape event) {
        boolean fits = true;
        for (int axis = 1; event.isKnown() && fits && axis <= event.rank(); axis++) {
            fits = !own.extents().get(own.rank() - axis).conflicts(event.extents().get(event.rank() - axis));
        }
        return fits;
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
