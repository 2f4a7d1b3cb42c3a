package org.penumbra.plots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.inference.Option;
import org.penumbra.inference.SiteMap;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Lettering;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;

/** Intervals of all values, a row each; sites of more elements than fit become a band, sorted by their medians. */
public final class Forest implements Visualizer<Forest.Options> {

    private static final double ROW = 17;
    private static final double BAND_HEIGHT = 220;
    private static final int MOST_BANDS = 6;
    private static final int MOST_POINTS = 400;

    /**
     * @param sites names of sites or values, separated by commas; empty for all
     * @param rows values that have a row of their own; larger sites become bands
     */
    public record Options(
            @Option(label = "Sites", help = "Names of sites or values, separated by commas; all when empty.",
                    value = "") String sites,
            @Option(label = "Rows", help = "How many values have rows of their own; the largest sites become bands.",
                    value = "48", min = 1, max = 400) int rows) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DRAWS);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Sample posterior = evidence.posterior();
        Choice named = Choice.of(posterior, options.sites(), Integer.MAX_VALUE / 2, 1, Choice.usual(posterior));
        List<List<Integer>> bySite = bySite(posterior, named.positions());
        List<List<Integer>> bands = bands(bySite, options.rows());
        List<Integer> rows = bySite.stream().filter(site -> !bands.contains(site)).flatMap(List::stream).toList();
        Board board = new Board("Intervals: " + evidence.subject());
        board.note("Dots are medians, thick lines reach from the 25 % to the 75 % quantile, thin ones 5 % to 95 %.")
                .key(posterior.label(), Tone.POSTERIOR, 3);
        evidence.reference().ifPresent(other -> board.key(other.label(), Tone.OTHER, 3));
        if (!rows.isEmpty()) {
            List<Integer> shown = rows.subList(0, Math.min(rows.size(), options.rows()));
            board.note(shown.size() == rows.size() ? "" : "Of " + Ticks.count(rows.size()) + " values, the first "
                    + shown.size() + " have rows.");
            board.row(ROW * shown.size() + 34, new double[] {1}, rows(posterior, evidence.reference(), shown));
        }
        bands(board, posterior, bands);
        return board;
    }

    private static List<List<Integer>> bySite(Sample sample, List<Integer> positions) {
        List<List<Integer>> sites = new ArrayList<>();
        SiteMap.Site last = null;
        for (int position : positions) {
            SiteMap.Site site = Shown.of(sample, position).site();
            if (!site.equals(last)) {
                sites.add(new ArrayList<>());
                last = site;
            }
            sites.getLast().add(position);
        }
        return sites;
    }

    /** The largest sites, as many as must give up their rows for the others to fit. */
    private static List<List<Integer>> bands(List<List<Integer>> sites, int rows) {
        List<List<Integer>> largest = sites.stream().filter(site -> site.size() > 2)
                .sorted(Comparator.comparingInt((List<Integer> site) -> site.size()).reversed()).toList();
        int total = sites.stream().mapToInt(List::size).sum();
        List<List<Integer>> bands = new ArrayList<>();
        for (List<Integer> site : largest) {
            if (total > rows) {
                bands.add(site);
                total -= site.size();
            }
        }
        return bands;
    }

    private static Panel rows(Sample posterior, Optional<Sample> reference, List<Integer> shown) {
        List<String> names = posterior.names();
        Intervals own = Intervals.of(posterior, shown);
        Optional<Intervals> other = reference.map(sample -> Intervals.of(sample,
                shown.stream().map(position -> sample.names().indexOf(names.get(position))).toList()));
        double low = Math.min(own.lowest(), other.map(Intervals::lowest).orElse(Double.POSITIVE_INFINITY));
        double high = Math.max(own.highest(), other.map(Intervals::highest).orElse(Double.NEGATIVE_INFINITY));
        double slack = 0.03 * (high - low);
        Lettering letters = new Lettering(10);
        List<String> labels = shown.stream().map(position -> letters.shortened(names.get(position), 150)).toList();
        double room = 14 + labels.stream().mapToDouble(letters::width).max().orElse(0);
        XyPanel panel = new XyPanel("").rows(labels, room).x("", low - slack, high + slack);
        if (low < 0 && high > 0) {
            panel.add(Marks.post(0, Tone.QUIET));
        }
        double apart = other.isPresent() ? 0.17 : 0;
        own.add(panel, -apart, Tone.POSTERIOR);
        other.ifPresent(intervals -> intervals.add(panel, apart, Tone.OTHER));
        return panel;
    }

    private static void bands(Board board, Sample sample, List<List<Integer>> bands) {
        List<Panel> panels = bands.stream().limit(MOST_BANDS).map(site -> band(sample, site)).toList();
        if (!panels.isEmpty()) {
            board.note("Sites with more elements than fit are bands, their elements sorted by the median.");
            board.note(bands.size() <= MOST_BANDS ? "" : "Not shown: "
                    + (bands.size() - MOST_BANDS) + " more sites, the smallest of those.");
            board.grid(panels, Math.min(2, panels.size()), BAND_HEIGHT);
        }
    }

    private static Panel band(Sample sample, List<Integer> positions) {
        Intervals sorted = Intervals.of(sample, positions).byMedian();
        Intervals thin = sorted.thinned(MOST_POINTS);
        int count = positions.size();
        double slack = 0.03 * (sorted.highest() - sorted.lowest());
        String name = Shown.of(sample, positions.getFirst()).site().name();
        return new XyPanel(name + ", " + Ticks.count(count) + " elements").x("element, by its median", 1, count)
                .y("", sorted.lowest() - slack, sorted.highest() + slack)
                .add(Marks.band(thin.rank(), thin.q5(), thin.q95(), Tone.POSTERIOR.faded(0.22)))
                .add(Marks.band(thin.rank(), thin.q25(), thin.q75(), Tone.POSTERIOR.faded(0.35)))
                .add(Marks.line(thin.rank(), thin.median(), Tone.POSTERIOR, 1.8));
    }
}
