package org.penumbra.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.session.DiscreteSummary;
import org.penumbra.session.SiteSummary;

/** Discrete sites: the most probable value of each element, and the probabilities of all values where they are few. */
final class DiscreteTable {

    private static final int MOST_COLUMNS = 6;

    private DiscreteTable() {
    }

    /**
     * One table for all sites with the same values; empty when there is no discrete site.
     *
     * @param sites that were drawn; discrete ones may be among them
     */
    static String of(List<DiscreteSummary> elements, List<SiteSummary> sites) {
        Map<List<Integer>, List<DiscreteSummary>> byValues = new LinkedHashMap<>();
        for (DiscreteSummary element : elements) {
            byValues.computeIfAbsent(List.of(element.low(), element.probabilities().length), key -> new ArrayList<>())
                    .add(element);
        }
        StringBuilder text = new StringBuilder();
        byValues.forEach((values, rows) -> text.append('\n').append(table(rows, values.getFirst(), values.getLast())));
        return text.isEmpty() ? "" : "\ndiscrete sites, " + (isDrawn(elements, sites) ? "drawn" : "summed out")
                + ": posterior probabilities" + text;
    }

    private static boolean isDrawn(List<DiscreteSummary> elements, List<SiteSummary> sites) {
        return sites.stream().anyMatch(site -> site.name().equals(elements.getFirst().name()));
    }

    private static String table(List<DiscreteSummary> elements, int low, int count) {
        boolean all = count <= MOST_COLUMNS;
        List<String> header = new ArrayList<>(List.of("site", "mean", "sd", "mode"));
        for (int k = 0; all && k < count; k++) {
            header.add("P(" + (low + k) + ")");
        }
        if (!all) {
            header.add("P(mode)");
        }
        return PosteriorTable.table(header, elements.stream().map(element -> row(element, all)).toList());
    }

    private static List<String> row(DiscreteSummary element, boolean all) {
        List<String> row = new ArrayList<>(List.of(element.name(), Figures.of(element.mean(), 2),
                Figures.of(element.sd(), 2), element.isKnown() ? String.valueOf(element.mode()) : "-"));
        double[] probabilities = element.probabilities();
        if (!all) {
            row.add(Figures.of(probabilities[element.mode() - element.low()], 3));
            return row;
        }
        for (double probability : probabilities) {
            row.add(Figures.of(probability, 3));
        }
        return row;
    }
}
