package org.penumbra.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Option;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;

/** Draws of each two values, with those where trajectories diverged on top. */
public final class Pairs implements Visualizer<Pairs.Options> {

    private static final int MOST_DOTS = 800;
    private static final int MOST_ALARMS = 300;
    private static final double MARGIN = 0.03;

    /**
     * @param sites names of sites or values, separated by commas; empty for all
     * @param count values, each against each
     */
    public record Options(
            @Option(label = "Sites", help = "Names of sites or values, separated by commas; all when empty.",
                    value = "") String sites,
            @Option(label = "Count", help = "Values, each of which is drawn against each; of more, the most "
                    + "interesting are shown.", value = "4", min = 2, max = 8) int count) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DRAWS);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Sample posterior = evidence.posterior();
        boolean[] divergent = divergent(posterior);
        int alarms = (int) IntStream.range(0, divergent.length).filter(i -> divergent[i]).count();
        Choice choice = Choice.of(posterior, options.sites(), options.count(), 1,
                Interesting.pairs(posterior, divergent, alarms));
        Board board = new Board("Pairs: " + evidence.subject());
        board.note("Each value against each, and each by itself.").note(choice.words());
        boolean isHamiltonian = posterior.chains().flatMap(some -> some.statistic(Chains.Statistic.DIVERGENT))
                .isPresent();
        int[] plain = thinned(posterior, divergent, false, MOST_DOTS);
        int[] alarmed = thinned(posterior, divergent, true, MOST_ALARMS);
        if (isHamiltonian) {
            board.note(alarms == 0 ? "No trajectory diverged." : alarms + " trajectories diverged.");
        }
        if (plain.length + alarms < posterior.count()) {
            board.note(Ticks.count(plain.length) + " of " + Ticks.count(posterior.count()) + " draws are shown.");
        }
        if (alarms > 0) {
            board.key("draw", Tone.POSTERIOR, 4).key("divergent", Tone.ALARM, 5);
        }
        rows(board, posterior, choice.positions(), plain, alarmed);
        return board;
    }

    private static void rows(Board board, Sample sample, List<Integer> positions, int[] plain, int[] alarmed) {
        int count = positions.size();
        double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        double height = Math.clamp(Board.WIDTH / count - 20, 130, 300);
        for (int row = 0; row < count; row++) {
            List<Panel> panels = new ArrayList<>();
            for (int column = 0; column < row; column++) {
                panels.add(scatter(sample, positions.get(column), positions.get(row), plain, alarmed));
            }
            panels.add(new Densities(Shown.of(sample, positions.get(row))).filled(sample, 0).panel());
            board.row(height, shares, panels.toArray(Panel[]::new));
        }
    }

    private static Panel scatter(Sample sample, int across, int up, int[] plain, int[] alarmed) {
        double[] x = sample.values(across);
        double[] y = sample.values(up);
        Column first = Column.of(x, Optional.empty());
        Column second = Column.of(y, Optional.empty());
        return new XyPanel(sample.names().get(up) + " against " + sample.names().get(across))
                .x("", low(x, first, alarmed), high(x, first, alarmed))
                .y("", low(y, second, alarmed), high(y, second, alarmed))
                .add(Marks.dots(pick(x, plain), pick(y, plain), 2.4, Tone.POSTERIOR.faded(0.55)))
                .add(Marks.dots(pick(x, alarmed), pick(y, alarmed), 4, Tone.ALARM));
    }

    /** Nearly all draws, and whatever diverged. */
    private static double low(double[] values, Column column, int[] alarmed) {
        double low = Arrays.stream(pick(values, alarmed)).filter(Double::isFinite).min().orElse(column.quantile(0.5));
        return Math.min(low, column.quantile(0.002)) - MARGIN * range(column);
    }

    private static double high(double[] values, Column column, int[] alarmed) {
        double high = Arrays.stream(pick(values, alarmed)).filter(Double::isFinite).max().orElse(column.quantile(0.5));
        return Math.max(high, column.quantile(0.998)) + MARGIN * range(column);
    }

    private static double range(Column column) {
        return column.quantile(0.998) - column.quantile(0.002);
    }

    private static boolean[] divergent(Sample sample) {
        boolean[] divergent = new boolean[sample.count()];
        sample.chains().flatMap(chains -> chains.statistic(Chains.Statistic.DIVERGENT)).ifPresent(statistic -> {
            for (int i = 0; i < divergent.length; i++) {
                divergent[i] = statistic.values()[i] > 0;
            }
        });
        return divergent;
    }

    /** Evenly spaced; of weighted draws those that count most. */
    private static int[] thinned(Sample sample, boolean[] divergent, boolean which, int most) {
        int[] all = IntStream.range(0, divergent.length).filter(i -> divergent[i] == which).toArray();
        if (sample.weights().isPresent()) {
            double[] weights = sample.weights().get();
            return Arrays.stream(all).boxed().sorted(Comparator.comparingDouble(i -> -weights[i])).limit(most)
                    .mapToInt(Integer::intValue).toArray();
        }
        int stride = (all.length + most - 1) / most;
        return IntStream.range(0, all.length).filter(i -> i % stride == 0).map(i -> all[i]).toArray();
    }

    static double[] pick(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }
}
