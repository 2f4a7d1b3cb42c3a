package org.penumbra.app;

import java.util.Locale;
import java.util.stream.Collectors;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Status;
import org.penumbra.registry.Point;
import org.penumbra.session.Fit;

/** A fit as a person reads it: the posterior, then what to think of it. */
final class FitReport {

    private FitReport() {
    }

    static String of(Fit fit) {
        StringBuilder text = new StringBuilder(title(fit)).append('\n');
        if (fit.data().rows() >= 0) {
            text.append(String.format("%s: %d rows", fit.data().file(), fit.data().rows()))
                    .append(fit.data().dropped() > 0 ? ", " + fit.data().dropped() + " left out" : "").append('\n');
        }
        text.append('\n').append(PosteriorTable.of(fit.sites()))
                .append(DiscreteTable.of(fit.discrete(), fit.sites()))
                .append(GuideTable.of(fit.declaredGuideValues())).append(WeightTable.of(fit.weights())).append('\n');
        fit.result().chains().ifPresentOrElse(chains -> line(text, "chains", chains(chains)),
                () -> line(text, "ELBO", elbo(fit)));
        line(text, "status", status(fit.result().status()) + ", " + fit.result().steps() + " steps, "
                + String.format(Locale.ROOT, "%.2f s", fit.seconds()));
        if (fit.result().chains().isEmpty()) {
            line(text, "k-hat", kHat(fit));
        }
        line(text, "verdict", fit.verdict() + ": " + fit.advice());
        fit.folder().ifPresent(folder -> line(text, "stored", folder.toString()));
        return text.toString();
    }

    private static String chains(Chains chains) {
        String metrics = chains.adaptations().stream().map(Chains.Adaptation::metric).distinct().sorted()
                .collect(Collectors.joining(" or "));
        return chains.count() + " of " + chains.length() + " draws after " + chains.warmup() + " of warm-up"
                + (metrics.isEmpty() ? "" : ", metric " + metrics);
    }

    private static String title(Fit fit) {
        String guide = fit.partName(Point.GUIDES);
        return fit.model().getName() + (fit.plan().run().isEmpty() ? "" : ", run " + fit.plan().run()) + ": "
                + fit.partName(Point.ALGORITHMS) + (guide == null ? "" : " with " + guide) + ", seed "
                + fit.plan().seed()
                + (fit.plan().subsamples().isEmpty() ? "" : ", minibatches " + fit.plan().subsamples());
    }

    private static String elbo(Fit fit) {
        double mean = fit.result().elbo().mean();
        double error = fit.result().elbo().standardError();
        if (Double.isNaN(mean)) {
            return "not estimated";
        }
        int decimals = Math.max(2, Figures.decimals(mean, error));
        return Figures.of(mean, decimals)
                + (Double.isNaN(error) ? "" : " (Monte Carlo error " + Figures.of(error, decimals) + ")")
                + perRow(", ", fit.measurement("elboPerRow"), " per row");
    }

    private static String perRow(String before, double value, String after) {
        return Double.isNaN(value) ? "" : before + Figures.of(value, 3) + after;
    }

    private static String kHat(Fit fit) {
        double poor = fit.measurement("rowKHatPoor");
        return Double.isNaN(fit.kHat()) && !Double.isNaN(poor)
                ? Figures.of(fit.measurement("rowKHat"), 2) + " for the median row, 0.7 or more for "
                        + Figures.of(100 * poor, 0) + " % of rows" + perRow("; importance weights raise the ELBO by ",
                                fit.measurement("rowGap"), " per row")
                : Double.isNaN(fit.kHat()) ? "not measured" : Figures.of(fit.kHat(), 2);
    }

    private static String status(Status status) {
        return switch (status) {
            case CONVERGED -> "converged";
            case BUDGET_SPENT -> "all steps done";
            case CANCELLED -> "stopped";
            case FAILED -> "failed";
        };
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format("%-8s %s%n", label, value).replace("\r", ""));
    }
}
