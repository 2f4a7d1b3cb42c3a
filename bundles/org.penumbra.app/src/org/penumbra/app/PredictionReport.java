package org.penumbra.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.session.Predictions;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.Verdict;

/** Predictions as a person reads them: a table with what was observed, then how the two agree. */
final class PredictionReport {

    private static final List<String> HEADER = List.of("site", "mean", "sd", "5 %", "median", "95 %", "observed");

    private PredictionReport() {
    }

    static String of(Predictions predictions, Optional<Path> stored) {
        StringBuilder text = new StringBuilder(predictions.model()).append(", ")
                .append(predictions.run().map(run -> "given " + run.folder()).orElse("from the prior")).append(", ")
                .append(predictions.draws()).append(" draws\n");
        text.append(predictions.file().isEmpty() ? "" : predictions.file() + "\n").append('\n');
        text.append(PosteriorTable.table(HEADER, rows(predictions))).append('\n');
        if (!Double.isNaN(predictions.coverage())) {
            line(text, "coverage", String.format(Locale.ROOT,
                    "%.0f %% of what was observed lies in the 90 %% intervals",
                    100 * predictions.coverage()));
        }
        predictions.heldOut().ifPresent(held -> line(text, "density", Figures.of(held.density().total(), 2)
                + " (log, sum of " + held.names().size() + " observations, standard error "
                + Figures.of(held.density().standardError(), 2) + ")"));
        if (!predictions.drawnAnew().isEmpty()) {
            line(text, "anew", String.join(", ", predictions.drawnAnew())
                    + ": not in the run with this shape, drawn from the prior given the other sites");
        }
        if (predictions.verdict() == Verdict.NOT_TRUSTED) {
            line(text, "verdict", "the run is not to be trusted, and so are its predictions");
        }
        stored.ifPresent(file -> line(text, "stored", file.toString()));
        return text.toString();
    }

    private static List<List<String>> rows(Predictions predictions) {
        List<List<String>> rows = new ArrayList<>();
        for (Predictions.Site site : predictions.sites()) {
            for (int i = 0; i < site.names().size(); i++) {
                rows.add(row(site.summary(i), site.observed(i)));
            }
        }
        return rows;
    }

    private static List<String> row(SiteSummary site, double observed) {
        int decimals = Figures.decimals(site.mean(), site.sd());
        return List.of(site.name(), Figures.of(site.mean(), decimals), Figures.of(site.sd(), decimals),
                Figures.of(site.q5(), decimals), Figures.of(site.q50(), decimals), Figures.of(site.q95(), decimals),
                Double.isNaN(observed) ? "" : Figures.of(observed, decimals));
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format("%-8s %s\n", label, value));
    }
}
