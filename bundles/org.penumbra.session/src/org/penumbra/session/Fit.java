package org.penumbra.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Problem;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Status;
import org.penumbra.model.Model;
import org.penumbra.registry.Point;

/**
 * A finished run with all that is known of it.
 *
 * @param request what was asked for
 * @param plan what was decided
 * @param data what was bound
 * @param result what the algorithm gave back
 * @param measurements of the diagnostics, such as {@code kHat}
 * @param findings of algorithm and diagnostics, worst first
 * @param verdict whether to believe it
 * @param sites one summary for each number, in the order of the model
 * @param discrete one summary for each element of a discrete site that was summed out, in the order of the model
 * @param weights of networks, one entry for each array of a layer
 * @param seconds that the algorithm took
 * @param folder where it is stored; empty when it is not
 * @param problems that did not stop the run: warnings of the model, diagnostics that failed, a folder that could not be
 *        written
 */
public record Fit(FitRequest request, Plan plan, BoundData data, FitResult result,
        List<Diagnostic.Measurement> measurements, List<Finding> findings, Verdict verdict, List<SiteSummary> sites,
        List<DiscreteSummary> discrete, List<WeightSummary> weights, double seconds, Optional<Path> folder,
        List<Problem> problems) {

    public Fit {
        measurements = List.copyOf(measurements);
        findings = List.copyOf(findings);
        sites = List.copyOf(sites);
        discrete = List.copyOf(discrete);
        weights = List.copyOf(weights);
        problems = List.copyOf(problems);
    }

    public Model model() {
        return plan.model();
    }

    /** The measurement with a name; NaN when nothing measured it. */
    public double measurement(String name) {
        return measurements.stream().filter(one -> one.name().equals(name)).findFirst()
                .map(Diagnostic.Measurement::value).orElse(Double.NaN);
    }

    /** The Pareto shape of the importance weights; NaN for a point or when nothing measures it. */
    public double kHat() {
        return measurement("kHat");
    }

    /** False when the result is a point, without spread. */
    public boolean isDistribution() {
        return result.fittedGuide().map(Guide::isDistribution).orElse(true);
    }

    /** One plain sentence: what matters most, and what to do; of a fit that is trusted, what its algorithm says. */
    public String advice() {
        if (verdict == Verdict.TRUSTED) {
            return result.findings().reversed().stream().filter(one -> one.trust() == Finding.Trust.GOOD).findFirst()
                    .or(() -> findings.stream().filter(one -> one.trust() == Finding.Trust.GOOD).findFirst())
                    .map(Finding::message).orElseThrow();
        }
        return findings.stream().findFirst().map(Finding::message).orElseGet(() -> isDistribution()
                ? "No installed diagnostic could judge this fit; compare it with a longer run."
                : "This is a point estimate: it says nothing of uncertainty.");
    }

    /** CANCELLED when it was stopped, NOT_TRUSTED when something speaks against it, else OK. */
    public ExitCode exitCode() {
        if (result.status() == Status.CANCELLED) {
            return ExitCode.CANCELLED;
        }
        return verdict == Verdict.NOT_TRUSTED ? ExitCode.NOT_TRUSTED : ExitCode.OK;
    }

    /** The parameters that a guide block declares, fitted, on the scale of their types; empty for other guides. */
    public List<Guide.NamedValue> guideValues() {
        return result.fittedGuide().map(Guide::namedValues).orElse(List.of());
    }

    /** Those of them that a person wrote a name for: without the weights of networks. */
    public List<Guide.NamedValue> declaredGuideValues() {
        return guideValues().stream().filter(one -> !WeightSummary.isWeight(one.name())).toList();
    }

    /** Names of the parts by kind, as results show them; null where the algorithm uses none. */
    public String partName(Point point) {
        return plan.name(point).orElse(null);
    }

    Fit stored(Path where) {
        return new Fit(request, plan, data, result, measurements, findings, verdict, sites, discrete, weights, seconds,
                Optional.of(where), problems);
    }

    Fit with(Problem one) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(one);
        return new Fit(request, plan, data, result, measurements, findings, verdict, sites, discrete, weights, seconds,
                folder, all);
    }

    Fit notStored(List<Problem> why) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(why);
        return new Fit(request, plan, data, result, measurements, findings, verdict, sites, discrete, weights, seconds,
                Optional.empty(), all);
    }
}
