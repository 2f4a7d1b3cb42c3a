package org.penumbra.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.penumbra.session.SiteSummary;

/** Site, mean, sd, 5 %, median and 95 % in aligned columns; the middle of very many rows is left out. */
final class PosteriorTable {

    private static final List<String> HEADER = List.of("site", "mean", "sd", "5 %", "median", "95 %");
    private static final List<String> CHAIN_HEADER = Stream.concat(HEADER.stream(),
            Stream.of("mcse", "ess bulk", "ess tail", "R-hat")).toList();
    private static final int MOST_ROWS = 60;
    private static final int LAST_ROWS = 5;

    private PosteriorTable() {
    }

    static String of(List<SiteSummary> all) {
        List<SiteSummary> sites = SiteSummary.condensed(all);
        if (sites.isEmpty()) {
            return "";
        }
        if (sites.stream().anyMatch(SiteSummary::isOfChains)) {
            return table(CHAIN_HEADER, sites.stream().map(PosteriorTable::chainRow).toList());
        }
        return table(HEADER, sites.stream().map(PosteriorTable::row).toList());
    }

    /** Aligned columns below a header. */
    static String table(List<String> header, List<List<String>> all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header);
        int leftOut = all.size() > MOST_ROWS ? all.size() - MOST_ROWS : 0;
        for (int i = 0; i < all.size(); i++) {
            if (leftOut == 0 || i < MOST_ROWS - LAST_ROWS || i >= all.size() - LAST_ROWS) {
                rows.add(all.get(i));
            } else if (i == MOST_ROWS - LAST_ROWS) {
                List<String> gap = new ArrayList<>(Collections.nCopies(header.size(), ""));
                gap.set(0, "... " + leftOut + " more");
                rows.add(gap);
            }
        }
        return aligned(rows);
    }

    private static List<String> chainRow(SiteSummary site) {
        List<String> row = new ArrayList<>(row(site));
        row.add(Figures.of(site.mcse(), Figures.decimals(site.mean(), site.mcse())));
        row.add(Figures.of(site.essBulk(), 0));
        row.add(Figures.of(site.essTail(), 0));
        row.add(Figures.of(site.rHat(), 3));
        return row;
    }

    private static List<String> row(SiteSummary site) {
        int decimals = Figures.decimals(site.mean(), site.sd());
        return List.of(site.title(), Figures.of(site.mean(), decimals), Figures.of(site.sd(), decimals),
                Figures.of(site.q5(), decimals), Figures.of(site.q50(), decimals), Figures.of(site.q95(), decimals));
    }

    /** First column to the left, numbers with their points below each other. */
    private static String aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] before = new int[columns];
        int[] after = new int[columns];
        for (List<String> row : rows.subList(1, rows.size())) {
            for (int i = 0; i < columns; i++) {
                before[i] = Math.max(before[i], point(row.get(i), i));
                after[i] = Math.max(after[i], row.get(i).length() - point(row.get(i), i));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                int width = Math.max(before[i] + after[i], rows.getFirst().get(i).length());
                line.append(i == 0 ? "" : "  ").append(cell(row, rows.getFirst(), i, width, after[i]));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String cell(List<String> row, List<String> header, int column, int width, int after) {
        String text = row.get(column);
        if (column == 0) {
            return text + " ".repeat(width - text.length());
        }
        int right = row == header || text.isEmpty() ? 0 : after - (text.length() - point(text, column));
        return " ".repeat(width - text.length() - right) + text + " ".repeat(right);
    }

    private static int point(String text, int column) {
        int point = text.indexOf('.');
        return column == 0 || point < 0 ? text.length() : point;
    }
}
