package org.penumbra.plots;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.penumbra.inference.Option;
import org.penumbra.math.UniformityEnvelope;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Ranks;
import org.penumbra.picture.Visualizer;

/**
 * Rank histograms of simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018) beside the
 * difference of distribution functions (Säilynoja, Bürkner and Vehtari 2022), the least uniform numbers first.
 */
public final class Calibration implements Visualizer<Calibration.Options> {

    private static final double HEIGHT = 190;

    /** @param count numbers in one picture */
    public record Options(@Option(label = "Count", help = "Numbers in one picture; of more, the least uniform.",
            value = "6", min = 1, max = 40) int count) {
    }

    private record Judged(Ranks ranks, double pValue) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.RANKS);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        List<Judged> judged = evidence.ranks().stream().filter(one -> one.positions().length > 0)
                .map(one -> new Judged(one, new UniformityEnvelope(one.positions().length).pValue(one.positions())))
                .sorted(Comparator.comparingDouble(Judged::pValue)).toList();
        List<Judged> shown = judged.subList(0, Math.min(options.count(), judged.size()));
        Board board = new Board("Calibration: " + evidence.subject());
        board.note(shown.size() < judged.size() ? "Shown are " + shown.size() + " of " + judged.size()
                + " numbers, the least uniform first." : "")
                .note("Where true values lie in their posteriors: flat, and within the band, when posteriors are right. "
                        + "A valley: posteriors are too narrow; a hill: too wide; a slope: they are shifted.");
        for (Judged one : shown) {
            double[] positions = one.ranks().positions().clone();
            Arrays.sort(positions);
            board.row(HEIGHT, new double[] {0.5, 0.5},
                    Uniformity.histogram(one.ranks().name() + ", p-value of uniformity " + Ticks.words(one.pValue()),
                            positions), Uniformity.difference(positions));
        }
        return board;
    }
}
