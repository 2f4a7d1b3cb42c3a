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
 * @param result in the coordinates of the target
 * @param report of all diagnostics
 */
record Attempt(Rung rung, FitResult result, Diagnostic.Report report) {

    /** Fewest reasons against it first, then the closest guide. */
    static final Comparator<Attempt> BEST_FIRST = Comparator.comparingLong(Attempt::objections)
            .thenComparingDouble(one -> Double.isNaN(one.kHat()) ? Double.POSITIVE_INFINITY : one.kHat());

    /** Somebody looked and found it good, and nobody found a reason to distrust it. */
    boolean holds() {
        return objections() == 0 && result.status() != Status.CANCELLED
                && all().anyMatch(one -> one.trust() == Trust.GOOD) && looked();
    }

    /** An algorithm's own word is not enough. */
    private boolean looked() {
        return report.findings().stream().anyMatch(one -> one.trust() == Trust.GOOD);
    }

    private long objections() {
        return (result.status() == Status.FAILED ? 1 : 0)
                + all().filter(one -> one.trust() == Trust.DISTRUST).distinct().count();
    }

    private Stream<Finding> all() {
        return Stream.concat(result.findings().stream(), report.findings().stream());
    }

    double kHat() {
        return report.measurements().stream().filter(one -> one.name().equals("kHat")).findFirst()
                .map(Diagnostic.Measurement::value).orElse(Double.NaN);
    }

    /** The first reason against it, without its advice. */
    String objection() {
        return all().filter(one -> one.trust() == Trust.DISTRUST).findFirst().map(Finding::message)
                .map(message -> message.split("(?<=[.]) ")[0].replaceAll("[.]$", ""))
                .orElse(result.status() == Status.FAILED ? "failed" : "nothing could judge it");
    }

    String summary() {
        return rung.name() + (Double.isNaN(kHat()) ? "" : String.format(Locale.ROOT, " (k-hat %.2f)", kHat()));
    }
}
