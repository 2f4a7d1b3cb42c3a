package org.penumbra.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Option;
import org.penumbra.math.Statistics;
import org.penumbra.math.chains.ChainSample;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;

/** How long chains remember: the correlation of draws that are so many steps apart. */
public final class Autocorrelation implements Visualizer<Autocorrelation.Options> {

    private static final double HEIGHT = 140;
    private static final int MOST_COLUMNS = 3;
    private static final int MOST_CHAINS = 8;

    /**
     * @param sites names of sites or values, separated by commas; empty for all
     * @param count values on one page
     * @param page which page, from 1
     * @param lags largest distance between draws
     */
    public record Options(
            @Option(label = "Sites", help = "Names of sites or values, separated by commas; all when empty.",
                    value = "") String sites,
            @Option(label = "Count", help = "Values in one picture; of more, the most interesting are shown.",
                    value = "9", min = 1, max = 60) int count,
            @Option(label = "Page", help = "Which page of them, from 1.", value = "1", min = 1) int page,
            @Option(label = "Lags", help = "The largest distance between draws.", value = "40", min = 2,
                    max = 1000) int lags) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DRAWS, Need.CHAINS);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Sample posterior = evidence.posterior();
        Chains chains = posterior.chains().orElseThrow();
        Choice choice = Choice.of(posterior, options.sites(), options.count(), options.page(), slow(posterior));
        Board board = new Board("Autocorrelation: " + evidence.subject());
        board.note(choice.words()).note("A line for each chain; independent draws stay within the grey band 95 % of "
                + "the time. In the corner, the effective size of " + Ticks.count(posterior.count()) + " draws.");
        List<Panel> panels = new ArrayList<>();
        for (int position : choice.positions()) {
            panels.add(panel(Shown.of(posterior, position).name(), posterior.values(position), chains,
                    Math.min(options.lags(), chains.length() - 1)));
        }
        return board.grid(panels, Board.columns(panels.size(), MOST_COLUMNS), HEIGHT);
    }

    /** Correlation of neighbours: cheap, and large where chains are slow. */
    private static Choice.Interest slow(Sample sample) {
        Chains chains = sample.chains().orElseThrow();
        return new Choice.Interest(position -> of(Trace.chain(sample.values(position), chains, 0), 1)[1],
                "those whose neighbouring draws are most alike");
    }

    private static Panel panel(String name, double[] draws, Chains chains, int lags) {
        double band = 1.96 / Math.sqrt(chains.length());
        double[] x = new double[lags + 1];
        java.util.Arrays.setAll(x, i -> i);
        XyPanel panel = new XyPanel(name).x("", 0, lags).y("", -0.3, 1.02)
                .add(Marks.box(0, -band, lags, band, Tone.QUIET.faded(0.2))).add(Marks.level(0, Tone.QUIET));
        for (int chain = 0; chain < Math.min(chains.count(), MOST_CHAINS); chain++) {
            panel.add(Marks.line(x, of(Trace.chain(draws, chains, chain), lags), Tone.series(chain), 1.4));
        }
        double size = ChainSample.of(draws, chains.count()).essBulk();
        return panel.add(Marks.corner("bulk ESS " + (Double.isNaN(size) ? "unknown" : Ticks.count(Math.round(size))),
                Tone.TEXT));
    }

    /** Autocorrelations at lags 0 to {@code lags}; NaN where nothing varies. */
    static double[] of(double[] draws, int lags) {
        double mean = Statistics.mean(draws);
        double[] found = new double[lags + 1];
        double variance = 0;
        for (double draw : draws) {
            variance += (draw - mean) * (draw - mean);
        }
        for (int lag = 0; lag <= lags; lag++) {
            double sum = 0;
            for (int i = lag; i < draws.length; i++) {
                sum += (draws[i] - mean) * (draws[i - lag] - mean);
            }
            found[lag] = sum / variance;
        }
        return found;
    }
}
