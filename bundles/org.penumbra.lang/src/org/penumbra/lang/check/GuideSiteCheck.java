package org.penumbra.lang.check;

import java.util.Optional;
import org.penumbra.core.Problem;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.lang.types.Extent;
import org.penumbra.lang.types.Extents;
import org.penumbra.lang.types.Range;
import org.penumbra.lang.types.Shape;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Assign;
import org.penumbra.model.Call;
import org.penumbra.model.JointSample;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;

/** One statement of a guide: its shape and its values against those of the site of the model. */
final class GuideSiteCheck {

    private final Typing typing;
    private final Distributions distributions;
    private final Report report;
    private final ParameterCheck parameters;
    private final PointParameterCheck guideParameters;

    GuideSiteCheck(Typing typing, Distributions distributions, Report report) {
        this.typing = typing;
        this.distributions = distributions;
        this.report = report;
        this.parameters = new ParameterCheck(typing, report);
        this.guideParameters = new PointParameterCheck(LanguageProblem.GUIDE_PARAMETER, typing, report);
    }

    /** What is no drawing: locals, and parameters with their starting values. */
    void statement(Statement statement) {
        if (statement instanceof Assign assign) {
            typing.of(assign.getValue());
        } else if (statement instanceof ParamDeclaration parameter) {
            guideParameters.check(parameter);
            guideParameters.outsideOfLoops(parameter);
        }
    }

    void check(Sample sample, Sample inModel) {
        Optional<Resolved> call = resolve((Call) sample.getDistribution());
        if (call.isEmpty()) {
            return;
        }
        ValueType element = typing.variables().element(sample);
        parameters.check(sample.getName(), element.withShape(typing.variables().drawn(call.get(), sample).batch()),
                call.get());
        if (call.get().signature().discrete()) {
            report.add(LanguageProblem.GUIDE_SUPPORT.problem("Expected a continuous distribution for '"
                    + sample.getName() + "', as in " + report.line(inModel) + ", found " + call.get().entry().name()
                    + "."), sample.getDistribution());
            return;
        }
        shape(sample, inModel);
        values(sample, inModel, typing.variables().support(call.get()), call.get());
    }

    private Optional<Resolved> resolve(Call call) {
        return distributions.resolve(call);
    }

    private void shape(Sample sample, Sample inModel) {
        Shape found = whole(sample);
        Shape expected = whole(inModel);
        if (found.isKnown() && expected.isKnown() && (found.rank() != expected.rank() || !found.fitsInto(expected))) {
            report.add(LanguageProblem.GUIDE_SHAPE.problem("Expected '" + sample.getName() + "' with the shape "
                    + expected + " that it has in the model, " + report.line(inModel) + ", found " + found + "."),
                    sample);
        }
    }

    private Shape whole(Sample site) {
        Shape own = typing.variables().of(site).shape();
        return Scope.isIndexed(site) ? own : own.inside(Extents.loopsBetween(site, site.eResource().getContents()
                .get(0)));
    }

    private void values(Sample sample, Sample inModel, Range drawn, Resolved call) {
        outside(inModel, drawn, call).ifPresent(problem -> report.add(problem, sample.getDistribution()));
    }

    private Optional<Problem> outside(Sample inModel, Range drawn, Resolved call) {
        Range allowed = typing.variables().element(inModel).range();
        if (drawn.low() < allowed.low() || drawn.high() > allowed.high()) {
            return Optional.of(LanguageProblem.GUIDE_SUPPORT.problem("Expected values of '" + inModel.getName()
                    + "' that are "
                    + allowed + ", as in " + report.line(inModel) + ", found " + call.entry().name() + ", which draws "
                    + drawn + ".").advise(allowed.equals(Range.NONNEGATIVE)
                            ? "Write, for instance, Transformed(Normal(m, s), exp)." : "Write, for instance, "
                                    + "Transformed(Normal(m, s), intervalTransform(" + number(allowed.low()) + ", "
                                    + number(allowed.high()) + "))."));
        }
        return Optional.empty();
    }

    /** Something wrong with the values of one of several sites that are drawn jointly. */
    Optional<Problem> jointly(JointSample joint, Sample inModel) {
        return scalar(inModel).or(() -> resolve((Call) joint.getDistribution())
                .flatMap(call -> outside(inModel, typing.variables().support(call), call)));
    }

    private static String number(double bound) {
        return Double.isInfinite(bound) ? "..." : Range.of(bound).toString();
    }

    /** A site among those that are drawn jointly is one number. */
    private Optional<Problem> scalar(Sample inModel) {
        Shape shape = whole(inModel);
        return !shape.isKnown() || shape.isScalar() ? Optional.empty() : Optional.of(LanguageProblem.GUIDE_SHAPE
                .problem("Expected sites that are one number each where several are drawn jointly, found '"
                + inModel.getName() + "', which has the shape " + shape + " in the model, " + report.line(inModel)
                + "."));
    }

    /** The draw has one element for each of the sites. */
    void joint(JointSample joint, int sites) {
        resolve((Call) joint.getDistribution()).ifPresent(call -> {
            Shape drawn = typing.variables().drawn(call, joint).whole();
            boolean fits = !drawn.isKnown() || drawn.rank() == 1 && !drawn.last().conflicts(Extent.of(sites));
            if (!fits) {
                report.add(LanguageProblem.GUIDE_SHAPE.problem("Expected a draw of shape [" + sites + "] for " + sites
                        + " sites, found one of " + call.entry().name() + " with the shape " + drawn + "."),
                        joint.getDistribution());
            }
        });
    }
}
