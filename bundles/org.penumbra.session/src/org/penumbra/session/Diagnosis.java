package org.penumbra.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.RowRatios;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;

/**
 * What the installed diagnostics say of a fit. One that fails is reported, and the others go on.
 *
 * @param measurements of all diagnostics that apply
 * @param findings in the order of the diagnostics; with those of the algorithm, worst first
 * @param problems of diagnostics that failed
 */
record Diagnosis(List<Diagnostic.Measurement> measurements, List<Finding> findings, List<Problem> problems) {

    /** @param rows of a guide that knows single rows */
    static Diagnosis of(Surroundings surroundings, Target target, FitResult result, Optional<RowRatios> rows,
            RandomStream random, Cancellation cancellation) {
        List<Diagnostic.Measurement> measurements = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Contribution diagnostic : surroundings.registry().contributions(Point.DIAGNOSTICS)) {
            RandomStream own = random.stream(diagnostic.name().hashCode());
            try {
                Diagnostic.Report report = new PluginCall(PluginFault.of(diagnostic), surroundings.grace())
                        .run(cancellation, stop -> assess(diagnostic.create(Diagnostic.class), target.fork(), result,
                                new Examination(own, surroundings.workers(), stop, rows)));
                measurements.addAll(report.measurements());
                findings.addAll(report.findings());
            } catch (PenumbraException failed) {
                problems.addAll(failed.problems());
            }
        }
        return new Diagnosis(measurements, findings, problems);
    }

    /** Together with what the algorithm says itself. */
    Diagnosis with(FitResult result) {
        List<Diagnostic.Measurement> allMeasurements = new ArrayList<>(result.measurements());
        allMeasurements.addAll(measurements);
        return new Diagnosis(allMeasurements, findings, problems).with(result.findings());
    }

    /** Together with what others found. */
    Diagnosis with(List<Finding> others) {
        List<Finding> allFindings = new ArrayList<>(findings);
        allFindings.addAll(others);
        allFindings.sort(Comparator.comparing(Finding::trust).reversed());
        return new Diagnosis(measurements, allFindings, problems);
    }

    private static Diagnostic.Report assess(Diagnostic diagnostic, Target target, FitResult result,
            Examination examination) {
        return diagnostic.appliesTo(result) ? diagnostic.assess(target, result, examination)
                : new Diagnostic.Report(List.of(), List.of());
    }
}
