package org.penumbra.plots;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.math.Psis;
import org.penumbra.math.UniformityEnvelope;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Observed;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/**
 * Where each datum lies in its prediction from all others, by importance weights that leave it out: uniform for a model
 * that predicts well (Gabry, Simpson, Vehtari, Betancourt and Gelman 2019). For data that are counts the position is
 * the middle of the step, 1/2 P(less) + 1/2 P(at most).
 */
public final class LooPit implements Visualizer<LooPit.Options> {

    private static final double HEIGHT = 260;
    private static final int MOST_SITES = 4;
    /** More are taken evenly: their band would be thinner than a line. */
    private static final int MOST_DATA = 4000;

    /** There is nothing to choose. */
    public record Options() {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PREDICTIVE, Need.LOG_LIKELIHOOD);
    }

    @Override
    public Optional<Refusal> refusal(Evidence evidence) {
        return Visualizer.super.refusal(evidence).or(() -> usable(evidence).isEmpty()
                ? Optional.of(new Refusal("no observed site has both predictive draws and log likelihoods of the same "
                        + "draws", Need.LOG_LIKELIHOOD.advice())) : Optional.empty());
    }

    private static List<Observed> usable(Evidence evidence) {
        return evidence.observed().stream().filter(site -> site.predictive().isPresent()
                && site.logLikelihood().map(some -> some.length).equals(site.predictive().map(some -> some.length)))
                .toList();
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Board board = new Board("LOO-PIT: " + evidence.subject());
        board.note("Where data lie in their predictions from the other data: flat, and within the band, for a model "
                + "that predicts well. A hill: predictions are too wide; a valley: too narrow; a slope: they are off.");
        usable(evidence).stream().limit(MOST_SITES).forEach(site -> site(board, site));
        return board;
    }

    private static void site(Board board, Observed site) {
        double[] positions = positions(site);
        if (positions.length == 0) {
            board.note(site.name() + " has no finite data.");
            return;
        }
        board.note(site.name() + ": the p-value of uniformity is "
                + Ticks.words(new UniformityEnvelope(positions.length).pValue(positions)) + ".");
        board.row(HEIGHT, new double[] {0.5, 0.5}, Uniformity.histogram(site.name() + ", "
                + Ticks.count(positions.length) + " data", positions), Uniformity.difference(positions));
    }

    /** Sorted, one for each datum. */
    static double[] positions(Observed site) {
        double[][] predictive = site.predictive().orElseThrow();
        double[][] logLikelihood = site.logLikelihood().orElseThrow();
        double[] data = site.values();
        int stride = Math.max(1, (data.length + MOST_DATA - 1) / MOST_DATA);
        return IntStream.range(0, data.length).filter(i -> i % stride == 0 && Double.isFinite(data[i]))
                .mapToDouble(datum -> {
                    double[] weights = Psis.smooth(Arrays.stream(logLikelihood).mapToDouble(draw -> -draw[datum])
                            .toArray()).logWeights();
                    double position = 0;
                    for (int draw = 0; draw < weights.length; draw++) {
                        int order = Double.compare(predictive[draw][datum], data[datum]);
                        position += StrictMath.exp(weights[draw]) * (order < 0 ? 1 : order == 0 ? 0.5 : 0);
                    }
                    return Math.clamp(position, 0, 1);
                }).filter(Double::isFinite).sorted().toArray();
    }
}
