package org.penumbra.session.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penumbra.math.chains.ChainSample;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.StoredRun;

/** The posterior of every number, with what its chains are worth. */
final class PosteriorRows {

    /** R-hat and effective sizes sort and transform all draws of a number: beyond so many numbers they take minutes. */
    private static final int MOST_DIAGNOSED = 1500;

    private final StoredRun run;
    private final boolean withChains;

    PosteriorRows(StoredRun run) {
        this.run = run;
        this.withChains = run.chains().isPresent() && run.names().size() <= MOST_DIAGNOSED;
    }

    List<String> header() {
        List<String> header = new ArrayList<>(List.of("site", "mean", "sd", "5 %", "median", "95 %"));
        if (withChains) {
            header.addAll(List.of("R-hat", "bulk ESS", "tail ESS"));
        }
        return header;
    }

    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<SiteSummary> summaries = SiteSummary.condensed(run.record().summaries());
        for (int i = 0; i < summaries.size(); i++) {
            SiteSummary one = summaries.get(i);
            List<String> row = new ArrayList<>(List.of(one.title()));
            for (double value : new double[] {one.mean(), one.sd(), one.q5(), one.q50(), one.q95()}) {
                row.add(Html.number(value, one.sd()));
            }
            if (withChains) {
                ChainSample draws = ChainSample.of(run.column(i), run.chainCount());
                row.add(number("%.3f", draws.rHat()));
                row.add(number("%.0f", draws.essBulk()));
                row.add(number("%.0f", draws.essTail()));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String number(String form, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, form, value);
    }

    /** What the table does not show. */
    String note() {
        return run.chains().isPresent() && !withChains ? "R-hat and effective sizes are left out of tables with more "
                + "than " + MOST_DIAGNOSED + " rows." : "";
    }
}
