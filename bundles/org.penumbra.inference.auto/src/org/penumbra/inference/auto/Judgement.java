package org.penumbra.inference.auto;

import java.util.List;
import java.util.stream.Stream;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;

/**
 * What is known of one answer: enough to compare it with others without the answer itself.
 *
 * @param own findings of the algorithm
 * @param report of all diagnostics
 */
record Judgement(Status status, List<Finding> own, Diagnostic.Report report) {

    static Judgement of(FitResult result, Diagnostic.Report report) {
        return new Judgement(result.status(), result.findings(), report);
    }

    /** Somebody looked and found it good, and nobody found a reason to distrust it. */
    boolean holds() {
        return objections() == 0 && status != Status.CANCELLED
                && all().anyMatch(one -> one.trust() == Trust.GOOD) && looked();
    }

    /** Nobody found a reason to distrust it, and it was not stopped: all that can be said of a mere point. */
    boolean stands() {
        return objections() == 0 && status == Status.CONVERGED;
    }

    /** An algorithm's own word is not enough. */
    private boolean looked() {
        return report.findings().stream().anyMatch(one -> one.trust() == Trust.GOOD);
    }

    long objections() {
        return (status == Status.FAILED ? 1 : 0)
                + all().filter(one -> one.trust() == Trust.DISTRUST).distinct().count();
    }

    private Stream<Finding> all() {
        return Stream.concat(own.stream(), report.findings().stream());
    }

    /** NaN where nothing measures it. */
    double kHat() {
        return measured("kHat");
    }

    /** Independent draws that the weighted draws are worth; infinite where nothing measures it. */
    double worth() {
        double worth = measured("importanceDraws");
        return Double.isNaN(worth) ? Double.POSITIVE_INFINITY : worth;
    }

    private double measured(String name) {
        return report.measurements().stream().filter(one -> one.name().equals(name)).findFirst()
                .map(Diagnostic.Measurement::value).orElse(Double.NaN);
    }

    /** The first reason against it, without its advice. */
    String objection() {
        return all().filter(one -> one.trust() == Trust.DISTRUST).findFirst().map(Finding::message)
                .map(message -> message.split("(?<=[.]) ")[0].replaceAll("[.]$", ""))
                .orElse(status == Status.FAILED ? "failed" : "nothing could judge it");
    }
}
