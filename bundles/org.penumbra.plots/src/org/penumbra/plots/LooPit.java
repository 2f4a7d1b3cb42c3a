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
    private static final int BINS = 20;
    private static final double BAND = 2.576;
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
        board.row(HEIGHT, new double[] {0.5, 0.5}, histogram(site.name(), positions), difference(positions));
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

    private static Panel histogram(String name, double[] positions) {
        int bins = Math.clamp(positions.length / 10, 5, BINS);
        double[] heights = new double[bins];
        for (double position : positions) {
            heights[(int) Math.min(bins - 1, position * bins)]++;
        }
        double expected = (double) positions.length / bins;
        double spread = BAND * Math.sqrt(expected * (1 - 1.0 / bins));
        double[] edges = IntStream.rangeClosed(0, bins).mapToDouble(i -> (double) i / bins).toArray();
        double top = Math.max(expected + 1.5 * spread, Arrays.stream(heights).max().orElse(1));
        return new XyPanel(name + ", " + Ticks.count(positions.length) + " data").x("", 0, 1).y("", 0, 1.05 * top)
                .add(Marks.box(0, Math.max(0, expected - spread), 1, expected + spread, Tone.QUIET.faded(0.2)))
                .add(Marks.bars(edges, heights, 1, Tone.POSTERIOR.faded(0.85))).add(Marks.level(expected, Tone.TEXT));
    }

    /** The empirical distribution function minus the uniform one, in its 95 % band (Dvoretzky, Kiefer, Wolfowitz). */
    private static Panel difference(double[] positions) {
        int count = positions.length;
        double band = Math.sqrt(StrictMath.log(2 / 0.05) / (2.0 * count));
        double[] x = new double[2 * count];
        double[] y = new double[2 * count];
        double reach = 1.3 * band;
        for (int i = 0; i < count; i++) {
            x[2 * i] = positions[i];
            x[2 * i + 1] = positions[i];
            y[2 * i] = (double) i / count - positions[i];
            y[2 * i + 1] = (double) (i + 1) / count - positions[i];
            reach = Math.max(reach, 1.1 * Math.max(Math.abs(y[2 * i]), Math.abs(y[2 * i + 1])));
        }
        return new XyPanel("Share below, minus what is expected").x("", 0, 1).y("", -reach, reach)
                .add(Marks.box(0, -band, 1, band, Tone.QUIET.faded(0.2))).add(Marks.level(0, Tone.TEXT))
                .add(Marks.line(x, y, Tone.POSTERIOR, 1.6));
    }
}
