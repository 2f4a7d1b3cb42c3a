package org.penumbra.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.inference.Chains;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;

/**
 * Histograms of the ranks that the draws of each chain have among all draws (Vehtari, Gelman, Simpson, Carpenter and
 * Bürkner 2021): flat where chains draw from the same distribution.
 */
public final class Rank implements Visualizer<ChainOptions> {

    private static final double HEIGHT = 110;
    private static final int BINS = 20;
    private static final int MOST_CHAINS = 4;
    /** Normal quantile of 0.995: of 100 bars one is expected outside of the band. */
    private static final double BAND = 2.576;

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DRAWS, Need.CHAINS);
    }

    @Override
    public Picture picture(Evidence evidence, ChainOptions options) {
        Sample posterior = evidence.posterior();
        Chains chains = posterior.chains().orElseThrow();
        Choice choice = Choice.of(posterior, options.sites(), options.count(), options.page(),
                Choice.usual(posterior));
        int shown = Math.min(chains.count(), MOST_CHAINS);
        Board board = new Board("Ranks in " + chains.count() + " chains: " + evidence.subject());
        board.note(choice.words()).note(shown < chains.count() ? "The first " + shown + " chains are shown." : "")
                .note("Chains that draw from one distribution have flat histograms. Of independent draws one bar in a "
                        + "hundred leaves the grey band; those of a chain hang together and leave it more often.");
        for (int position : choice.positions()) {
            board.grid(row(Shown.of(posterior, position).name(), posterior.values(position), chains, shown), shown,
                    HEIGHT);
        }
        return board;
    }

    private static List<Panel> row(String name, double[] draws, Chains chains, int shown) {
        double[] ranks = ranks(draws);
        List<Panel> panels = new ArrayList<>();
        double expected = (double) chains.length() / BINS;
        double spread = BAND * Math.sqrt(expected * (1 - 1.0 / BINS));
        double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> (double) i / BINS).toArray();
        for (int chain = 0; chain < shown; chain++) {
            double[] heights = new double[BINS];
            for (int i = 0; i < chains.length(); i++) {
                heights[(int) Math.min(BINS - 1, ranks[chain * chains.length() + i] * BINS)]++;
            }
            double top = Math.max(Arrays.stream(heights).max().orElse(1), expected + 2 * spread);
            panels.add(new XyPanel(name + ", chain " + (chain + 1)).x("", 0, 1).height(top)
                    .add(Marks.box(0, Math.max(0, expected - spread), 1, expected + spread, Tone.QUIET.faded(0.2)))
                    .add(Marks.bars(edges, heights, 1, Tone.series(chain).faded(0.85)))
                    .add(Marks.level(expected, Tone.TEXT)));
        }
        return panels;
    }

    /** In (0, 1); draws that are alike get the average of their ranks. */
    static double[] ranks(double[] draws) {
        Integer[] order = IntStream.range(0, draws.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> draws[i]));
        double[] ranks = new double[draws.length];
        for (int from = 0; from < order.length;) {
            int to = from + 1;
            while (to < order.length && draws[order[to]] == draws[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (0.5 * (from + to)) / draws.length;
            }
            from = to;
        }
        return ranks;
    }
}
