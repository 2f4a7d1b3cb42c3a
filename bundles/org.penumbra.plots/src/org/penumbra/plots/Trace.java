package org.penumbra.plots;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.penumbra.inference.Chains;
import org.penumbra.math.chains.ChainSample;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;

/** Each chain over its draws, beside the density of each chain. */
public final class Trace implements Visualizer<ChainOptions> {

    private static final double HEIGHT = 120;
    private static final int MOST_POINTS = 500;
    private static final int MOST_CHAINS = 8;

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
        Board board = new Board("Traces of " + chains.count() + " chains: " + evidence.subject());
        board.note(choice.words()).note(shown < chains.count() ? "The first " + shown + " chains are shown." : "")
                .note("Chains that mix lie on each other, like grass; R-hat of the same draws is in the corner.");
        for (int chain = 0; chain < shown; chain++) {
            board.key("chain " + (chain + 1), Tone.series(chain), 2);
        }
        for (int position : choice.positions()) {
            Shown value = Shown.of(posterior, position);
            double[] draws = posterior.values(position);
            board.row(HEIGHT, new double[] {0.3, 0.7}, densities(value, draws, chains, shown),
                    traces(draws, chains, shown));
        }
        return board;
    }

    private static Panel densities(Shown value, double[] draws, Chains chains, int shown) {
        XyPanel panel = new XyPanel(value.name());
        double top = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int chain = 0; chain < shown; chain++) {
            Column column = Column.of(chain(draws, chains, chain), java.util.Optional.empty());
            if (column.count() > 0) {
                Density density = Density.of(column, value.site().support());
                panel.add(Marks.line(density.x(), density.y(), Tone.series(chain), 1.4));
                top = Math.max(top, density.highest());
                low = Math.min(low, density.first());
                high = Math.max(high, density.last());
            }
        }
        return panel.x("", low, high).height(1.06 * top);
    }

    private static Panel traces(double[] draws, Chains chains, int shown) {
        Column all = Column.of(draws, java.util.Optional.empty());
        double low = all.quantile(0.0005);
        double high = all.quantile(0.9995);
        double slack = 0.06 * (high - low);
        XyPanel panel = new XyPanel(" ").x("", 0, chains.length()).y("", low - slack, high + slack);
        int stride = Math.max(1, chains.length() / MOST_POINTS);
        for (int chain = 0; chain < shown; chain++) {
            double[] own = chain(draws, chains, chain);
            int count = (own.length + stride - 1) / stride;
            double[] x = new double[count];
            double[] y = new double[count];
            for (int i = 0; i < count; i++) {
                x[i] = i * stride;
                y[i] = own[i * stride];
            }
            panel.add(Marks.line(x, y, Tone.series(chain).faded(0.75), 0.8));
        }
        return panel.add(Marks.corner("R-hat " + rHat(draws, chains.count()), Tone.TEXT));
    }

    static String rHat(double[] draws, int chains) {
        double rHat = ChainSample.of(draws, chains).rHat();
        return Double.isNaN(rHat) ? "unknown" : String.format(Locale.ROOT, "%.3f", rHat);
    }

    static double[] chain(double[] draws, Chains chains, int chain) {
        return Arrays.copyOfRange(draws, chain * chains.length(), (chain + 1) * chains.length());
    }
}
