package org.penumbra.plots;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.math.Psis;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Lettering;
import org.penumbra.picture.Need;
import org.penumbra.picture.Observed;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;

/**
 * Pareto shapes: of the importance ratios of a guide, for each value, where k-hat is that of the terms of its weighted
 * second moment; and of leaving out each datum, where the run has its log likelihood (Vehtari, Simpson, Gelman, Yao and
 * Gabry 2024).
 */
public final class KHat implements Visualizer<SiteOptions> {

    private static final double ROW = 17;
    private static final double HEIGHT = 220;
    private static final double GOOD = 0.5;
    private static final double LIMIT = 0.7;
    /** Of larger models evenly spaced values are measured. */
    private static final int MOST_MEASURED = 500;
    private static final int MOST_DATA = 5000;
    private static final int FEWEST = 25;
    private static final int MOST_SITES = 4;

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DRAWS);
    }

    @Override
    public Optional<Refusal> refusal(Evidence evidence) {
        return Visualizer.super.refusal(evidence).or(() -> hasRatios(evidence)
                || Need.LOG_LIKELIHOOD.isMet(evidence) ? Optional.empty()
                : Optional.of(new Refusal(Need.RATIOS.lack() + ", and " + Need.LOG_LIKELIHOOD.lack(),
                        Need.LOG_LIKELIHOOD.advice())));
    }

    @Override
    public Picture picture(Evidence evidence, SiteOptions options) {
        Board board = new Board("Pareto k-hat: " + evidence.subject());
        board.note("Below 0.5 all is well, up to 0.7 weights still work, beyond they do not.");
        evidence.logRatios().filter(ratios -> ratios.length >= FEWEST)
                .ifPresent(ratios -> sites(board, evidence.posterior(), ratios, options));
        evidence.observed().stream().filter(site -> site.logLikelihood().isPresent()).limit(MOST_SITES)
                .forEach(site -> board.row(HEIGHT, new double[] {1}, data(site)));
        return board;
    }

    /** Of fewer draws no tail can be told. */
    private static boolean hasRatios(Evidence evidence) {
        return evidence.logRatios().filter(ratios -> ratios.length >= FEWEST).isPresent();
    }

    private static void sites(Board board, Sample sample, double[] ratios, SiteOptions options) {
        double[] logWeights = Psis.smooth(ratios).logWeights();
        int values = sample.names().size();
        int stride = (values + MOST_MEASURED - 1) / MOST_MEASURED;
        double[] shapes = new double[values];
        Arrays.setAll(shapes, i -> i % stride == 0 || !options.sites().isBlank()
                ? shape(sample.values(i), ratios, logWeights) : Double.NaN);
        Choice choice = Choice.of(sample, options.sites(), Math.max(24, options.count()), options.page(),
                new Choice.Interest(position -> shapes[position], "the worst"));
        board.note(choice.words()).note(stride > 1 ? "Every " + stride + "th value was measured." : "");
        double joint = Psis.shape(ratios);
        board.note("k-hat of the guide as a whole is " + Ticks.words(joint) + ", the dashed line in colour.");
        List<Integer> shown = choice.positions().stream().filter(i -> Double.isFinite(shapes[i]))
                .sorted((a, b) -> Double.compare(shapes[b], shapes[a])).toList();
        Lettering letters = new Lettering(10);
        List<String> names = shown.stream().map(i -> letters.shortened(sample.names().get(i), 160)).toList();
        double high = Math.max(1, shown.stream().mapToDouble(i -> shapes[i]).max().orElse(1)) + 0.1;
        double low = Math.min(0, shown.stream().mapToDouble(i -> shapes[i]).min().orElse(0)) - 0.1;
        XyPanel panel = limits(new XyPanel("Spread of each value").rows(names, 14 + names.stream()
                .mapToDouble(letters::width).max().orElse(0)).x("k-hat", low, high));
        panel.add(Marks.post(joint, Tone.POSTERIOR));
        for (int i = 0; i < names.size(); i++) {
            double shape = shapes[shown.get(i)];
            panel.add(Marks.dots(new double[] {shape}, new double[] {i}, 8,
                    shape < LIMIT ? Tone.POSTERIOR : Tone.ALARM));
        }
        board.row(ROW * Math.max(1, names.size()) + 52, new double[] {1}, panel);
    }

    private static XyPanel limits(XyPanel panel) {
        return panel.add(Marks.post(GOOD, Tone.QUIET)).add(Marks.post(LIMIT, Tone.ALARM));
    }

    /** As the diagnostic of the ratios has it: of ratio times squared distance from the weighted mean. */
    static double shape(double[] values, double[] ratios, double[] logWeights) {
        double mean = 0;
        for (int draw = 0; draw < values.length; draw++) {
            mean += StrictMath.exp(logWeights[draw]) * values[draw];
        }
        double[] terms = new double[values.length];
        for (int draw = 0; draw < values.length; draw++) {
            terms[draw] = ratios[draw] + 2 * StrictMath.log(Math.abs(values[draw] - mean));
        }
        return Psis.shape(terms);
    }

    private static Panel data(Observed site) {
        double[][] logLikelihood = site.logLikelihood().orElseThrow();
        int count = logLikelihood.length == 0 ? 0 : logLikelihood[0].length;
        int stride = Math.max(1, (count + MOST_DATA - 1) / MOST_DATA);
        int[] kept = IntStream.range(0, count).filter(i -> i % stride == 0).toArray();
        double[] shapes = Arrays.stream(kept).mapToDouble(datum -> Psis.shape(Arrays.stream(logLikelihood)
                .mapToDouble(draw -> -draw[datum]).toArray())).toArray();
        double[] x = Arrays.stream(kept).asDoubleStream().toArray();
        long bad = Arrays.stream(shapes).filter(shape -> shape >= LIMIT).count();
        double high = Math.max(1, Arrays.stream(shapes).filter(Double::isFinite).max().orElse(1)) + 0.1;
        double low = Math.min(0, Arrays.stream(shapes).filter(Double::isFinite).min().orElse(0)) - 0.1;
        double[] good = Arrays.stream(shapes).map(shape -> shape < LIMIT ? shape : Double.NaN).toArray();
        double[] alarming = Arrays.stream(shapes).map(shape -> shape < LIMIT ? Double.NaN : shape).toArray();
        return new XyPanel("Leaving out each datum of " + site.name() + ": " + bad + " of " + kept.length
                + " are 0.7 or more").x("datum", 0, Math.max(1, count)).y("k-hat", low, high)
                .add(Marks.level(GOOD, Tone.QUIET)).add(Marks.level(LIMIT, Tone.ALARM))
                .add(Marks.dots(x, good, 3.5, Tone.POSTERIOR.faded(0.8)))
                .add(Marks.dots(x, alarming, 5, Tone.ALARM));
    }
}
