package org.penumbra.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/**
 * What the installed diagnostics say of a fit. One that fails is reported, and the others go on.
 *
 * @param measurements of all diagnostics that apply
 * @param findings worst first; among equals those of diagnostics before those of the algorithm
 * @param problems of diagnostics that failed
 */
record Diagnosis(List<Diagnostic.Measurement> measurements, List<Finding> findings, List<Problem> problems) {

    static Diagnosis of(Registry registry, Target target, FitResult result, Cancellation cancellation, Duration grace) {
        List<Diagnostic.Measurement> measurements = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Contribution diagnostic : registry.contributions(Point.DIAGNOSTICS)) {
            try {
                Diagnostic.Report report = new PluginCall(PluginFault.of(diagnostic), grace).run(cancellation,
                        stop -> assess(diagnostic.create(Diagnostic.class), target.fork(), result, stop));
                measurements.addAll(report.measurements());
                findings.addAll(report.findings());
            } catch (PenumbraException failed) {
                problems.addAll(failed.problems());
            }
        }
        findings.addAll(result.findings());
        findings.sort(Comparator.comparing(Finding::trust).reversed());
        return new Diagnosis(measurements, findings, problems);
    }

    private static Diagnostic.Report assess(Diagnostic diagnostic, Target target, FitResult result,
            Cancellation stop) {
        return diagnostic.appliesTo(result) ? diagnostic.assess(target, result, stop)
                : new Diagnostic.Report(List.of(), List.of());
    }
}
