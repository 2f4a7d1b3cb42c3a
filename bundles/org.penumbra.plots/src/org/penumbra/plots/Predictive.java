package org.penumbra.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.inference.Option;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Observed;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/** Data beside data that the fitted model would make: a posterior predictive check. */
public final class Predictive implements Visualizer<Predictive.Options> {

    private static final double HEIGHT = 260;
    private static final int MOST_BARS = 60;
    private static final int MOST_SITES = 8;

    /** @param overlays replications of the data that are drawn */
    public record Options(
            @Option(label = "Overlays", help = "Replications of the data that are drawn over each other.",
                    value = "50", min = 1, max = 500) int overlays) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PREDICTIVE);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        List<Observed> sites = evidence.observed().stream().filter(site -> site.predictive().isPresent()).toList();
        List<Panel> panels = new ArrayList<>();
        sites.stream().limit(MOST_SITES).forEach(site -> panels.add(panel(site, options.overlays())));
        Board board = new Board("Posterior predictive: " + evidence.subject());
        board.note(sites.size() > MOST_SITES ? "The first " + MOST_SITES + " of " + sites.size()
                + " observed sites are shown." : "")
                .note("If the model is right, the data look like one of the replications.")
                .key("data", Tone.TEXT, 2.5).key("replication, or its 5 % to 95 % range", Tone.POSTERIOR, 2);
        return board.grid(panels, Math.min(2, panels.size()), HEIGHT);
    }

    private static Panel panel(Observed site, int overlays) {
        double[][] draws = site.predictive().orElseThrow();
        Column data = Column.of(site.values(), Optional.empty());
        XyPanel panel = new XyPanel(site.name() + ", " + Ticks.count(site.values().length) + " data, "
                + Ticks.count(draws.length) + " replications");
        if (data.count() == 0 || draws.length == 0) {
            return panel.x("", 0, 1).height(1).add(Marks.corner("no finite data", Tone.QUIET));
        }
        return data.isDiscrete(MOST_BARS) ? counts(panel, data, draws) : curves(panel, data, draws, overlays);
    }

    private static Panel curves(XyPanel panel, Column data, double[][] draws, int overlays) {
        Density observed = Density.of(data, "");
        double low = observed.first();
        double high = observed.last();
        double range = high - low;
        double top = observed.highest();
        List<Density> drawn = new ArrayList<>();
        int count = Math.min(overlays, draws.length);
        for (int i = 0; i < count; i++) {
            Column replication = Column.of(draws[(int) ((long) i * draws.length / count)], Optional.empty());
            if (replication.count() > 0) {
                drawn.add(Density.of(replication, ""));
                low = Math.min(low, Math.max(drawn.getLast().first(), observed.first() - range));
                high = Math.max(high, Math.min(drawn.getLast().last(), observed.last() + range));
                top = Math.max(top, Math.min(drawn.getLast().highest(), 2 * observed.highest()));
            }
        }
        panel.x("", low, high).height(1.06 * top);
        drawn.forEach(one -> panel.add(Marks.line(one.x(), one.y(), Tone.POSTERIOR.faded(0.35), 0.8)));
        return panel.add(Marks.line(observed.x(), observed.y(), Tone.TEXT, 2.2));
    }

    /** How often each number is in the data, beside the range of how often it is in replications. */
    private static Panel counts(XyPanel panel, Column data, double[][] draws) {
        int low = (int) data.value(0);
        int size = (int) (data.value(data.count() - 1) - low) + 1;
        double[] observed = tally(IntStream.range(0, data.count()).mapToDouble(data::value).toArray(), low, size);
        double[][] tallies = Arrays.stream(draws).map(draw -> tally(draw, low, size)).toArray(double[][]::new);
        double top = Arrays.stream(observed).max().orElse(1);
        for (int k = 0; k < size; k++) {
            int number = k;
            Column column = Column.of(Arrays.stream(tallies).mapToDouble(tally -> tally[number]).toArray(),
                    Optional.empty());
            top = Math.max(top, column.quantile(0.95));
            panel.add(Marks.box(low + k - 0.4, 0, low + k + 0.4, observed[k], Tone.QUIET.faded(0.35)))
                    .add(Marks.segment(low + k, column.quantile(0.05), low + k, column.quantile(0.95), Tone.POSTERIOR,
                            2.5))
                    .add(Marks.dots(new double[] {low + k}, new double[] {column.quantile(0.5)}, 6, Tone.POSTERIOR));
        }
        return panel.x("", low - 0.7, low + size - 0.3).y("", 0, 1.06 * top);
    }

    private static double[] tally(double[] values, int low, int size) {
        double[] tally = new double[size];
        for (double value : values) {
            if (value >= low && value < low + size) {
                tally[(int) value - low]++;
            }
        }
        return tally;
    }
}
