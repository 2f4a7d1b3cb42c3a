package org.penumbra.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.penumbra.inference.Option;
import org.penumbra.math.UniformityEnvelope;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Evidence.Calibrated;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/**
 * Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018): where true values lie in the
 * posteriors of data that were drawn with them. Flat for posteriors that are right.
 */
public final class Calibration implements Visualizer<Calibration.Options> {

    private static final double HEIGHT = 170;

    /** @param count values that have a row */
    public record Options(
            @Option(label = "Count", help = "Values in one picture; of more, the least uniform are shown.", value = "6",
                    min = 1, max = 40) int count) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CALIBRATION);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        List<Calibrated> all = evidence.calibration();
        int runs = all.stream().mapToInt(one -> one.positions().length).max().orElse(0);
        UniformityEnvelope envelope = new UniformityEnvelope(Math.max(1, runs));
        List<Calibrated> shown = all.size() <= options.count() ? all : all.stream()
                .sorted(Comparator.comparing((Calibrated one) -> !one.fails())
                        .thenComparingDouble(one -> pValue(one, envelope)))
                .limit(options.count()).toList();
        Board board = new Board("Calibration: " + evidence.subject());
        long failing = all.stream().filter(Calibrated::fails).count();
        board.note(failing == 0 ? "No test speaks against these posteriors."
                : "Of " + Ticks.count(all.size()) + " values " + Ticks.count(failing) + " fail, in the colour of alarm.")
                .note(shown.size() < all.size() ? "Shown are the " + shown.size() + " least uniform of "
                        + Ticks.count(all.size()) + " values." : "")
                .note("Where true values lie in the posteriors of " + Ticks.count(runs) + " replications. A hill: "
                        + "posteriors are too wide; a valley: too narrow; a slope: they are off.");
        for (Calibrated one : shown) {
            board.row(HEIGHT, new double[] {0.5, 0.5}, panels(one).toArray(Panel[]::new));
        }
        return board;
    }

    private static List<Panel> panels(Calibrated one) {
        double[] sorted = one.positions().clone();
        Arrays.sort(sorted);
        Tone tone = one.fails() ? Tone.ALARM : Tone.POSTERIOR;
        List<Panel> panels = new ArrayList<>();
        panels.add(Uniformity.histogram(one.name(), sorted, tone));
        panels.add(Uniformity.difference("Share below, minus what is expected", sorted, tone));
        return panels;
    }

    private static double pValue(Calibrated one, UniformityEnvelope envelope) {
        double[] sorted = one.positions().clone();
        Arrays.sort(sorted);
        return envelope.pValue(sorted);
    }
}
