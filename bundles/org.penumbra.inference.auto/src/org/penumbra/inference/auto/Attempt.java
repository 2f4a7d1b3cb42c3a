package org.penumbra.inference.auto;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Status;

/**
 * What one rung gave.
 *
 * @param view the coordinates that it was fitted in
 * @param inner in those coordinates
 * @param result in the coordinates of the run
 * @param report of all diagnostics
 */
record Attempt(Rung rung, View view, FitResult inner, FitResult result, Diagnostic.Report report) {

    /** Fewest reasons against it first, then the closest guide. */
    static final Comparator<Attempt> BEST_FIRST = Comparator.comparingLong(Attempt::objections)
            .thenComparingDouble(one -> Double.isNaN(one.kHat()) ? Double.POSITIVE_INFINITY : one.kHat());
    /** Above this, not even the covariances of the draws are worth keeping. */
    private static final double HOPELESS = 1;

    /** Somebody looked and found it good, and nobody found a reason to distrust it. */
    boolean holds() {
        return objections() == 0 && result.status() != Status.CANCELLED
                && all().anyMatch(one -> one.trust() == Trust.GOOD) && looked();
    }

    /** An algorithm's own word is not enough. */
    private boolean looked() {
        return report.findings().stream().anyMatch(one -> one.trust() == Trust.GOOD);
    }

    /** Whether covariances of the draws are a good guess. */
    boolean isClose() {
        return kHat() < HOPELESS;
    }

    long objections() {
        return (result.status() == Status.FAILED ? 1 : 0)
                + all().filter(one -> one.trust() == Trust.DISTRUST).distinct().count();
    }

    private Stream<Finding> all() {
        return Stream.concat(result.findings().stream(), report.findings().stream());
    }

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
                .orElse(result.status() == Status.FAILED ? "failed" : "nothing could judge it");
    }

    String name() {
        return rung.name() + view.words();
    }

    String summary() {
        return name() + (Double.isNaN(kHat()) ? "" : String.format(Locale.ROOT, " (k-hat %.2f)", kHat()));
    }
}
