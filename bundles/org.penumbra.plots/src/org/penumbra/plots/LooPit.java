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
                ? Optional.of(new Refusal("no observed site has both replications and log likelihoods at the draws",
                        Need.LOG_LIKELIHOOD.advice())) : Optional.empty());
    }

    private static List<Observed> usable(Evidence evidence) {
        return evidence.observed().stream().filter(site -> site.replications().isPresent()
                && site.logLikelihood().map(some -> some.length)
                        .equals(site.replications().map(some -> some.length)))
                .toList();
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Board board = new Board("LOO-PIT: " + evidence.subject());
        board.note("Where data lie in their predictions from the other data: flat, and within the band, for a model "
                + "that predicts well. A hill: predictions are too wide; a valley: too narrow; a slope: they are off.");
        usable(evidence).stream().limit(MOST_SITES).forEach(site -> site(board, site, evidence.posterior().weights()));
        return board;
    }

    private static void site(Board board, Observed site, Optional<double[]> weights) {
        double[] positions = positions(site, weights);
        if (positions.length == 0) {
            board.note(site.name() + " has no finite data.");
            return;
        }
        board.note(site.name() + ": the p-value of uniformity is "
                + Ticks.words(new UniformityEnvelope(positions.length).pValue(positions)) + ".");
        board.row(HEIGHT, new double[] {0.5, 0.5}, Uniformity.histogram(site.name() + ", "
                + Ticks.count(positions.length) + " data", positions), Uniformity.difference(positions));
    }

    /**
     * Sorted, one for each datum.
     *
     * @param weights of the draws; empty when all count alike
     */
    static double[] positions(Observed site, Optional<double[]> weights) {
        double[][] replications = site.replications().orElseThrow();
        double[][] logLikelihood = site.logLikelihood().orElseThrow();
        double[] logWeights = weights.map(all -> Arrays.stream(all).map(StrictMath::log).toArray())
                .orElseGet(() -> new double[replications.length]);
        double[] data = site.values();
        int stride = Math.max(1, (data.length + MOST_DATA - 1) / MOST_DATA);
        return IntStream.range(0, data.length).filter(i -> i % stride == 0 && Double.isFinite(data[i]))
                .mapToDouble(datum -> position(data[datum], replications, logLikelihood, logWeights, datum))
                .filter(Double::isFinite).sorted().toArray();
    }

    private static double position(double value, double[][] replications, double[][] logLikelihood,
            double[] logWeights, int datum) {
        double[] ratios = new double[logWeights.length];
        Arrays.setAll(ratios, draw -> logWeights[draw] - logLikelihood[draw][datum]);
        double[] without = Psis.smooth(ratios).logWeights();
        double position = 0;
        for (int draw = 0; draw < without.length; draw++) {
            int order = Double.compare(replications[draw][datum], value);
            position += StrictMath.exp(without[draw]) * (order < 0 ? 1 : order == 0 ? 0.5 : 0);
        }
        return Math.clamp(position, 0, 1);
    }
}
