package org.penumbra.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Lettering;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;

/**
 * The posterior of a run beside that of another, as of a guide beside Markov chains: where it is too narrow, too wide
 * or elsewhere, and where it misses that two values hang together.
 */
public final class Compare implements Visualizer<SiteOptions> {

    private static final double ROW = 17;
    private static final double HEIGHT = 150;
    private static final int MOST_COLUMNS = 4;
    private static final int MOST_DENSITIES = 8;
    private static final int MOST_DOTS = 700;
    private static final int MOST_PAIRED = 80;

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DRAWS, Need.REFERENCE);
    }

    @Override
    public Optional<Refusal> refusal(Evidence evidence) {
        return Visualizer.super.refusal(evidence).or(() -> {
            List<String> other = evidence.reference().orElseThrow().names();
            return evidence.posterior().names().stream().anyMatch(other::contains) ? Optional.empty()
                    : Optional.of(new Refusal("the other run has none of its values",
                            "Name a run of the same model with --reference DIR."));
        });
    }

    @Override
    public Picture picture(Evidence evidence, SiteOptions options) {
        Sample own = evidence.posterior();
        Sample other = evidence.reference().orElseThrow();
        Choice choice = Choice.of(own, options.sites(), Math.max(options.count(), 24), options.page(),
                new Choice.Interest(position -> Difference.of(own, other, position).size(), "those that differ most"));
        List<Difference> differences = choice.positions().stream()
                .map(position -> Difference.of(own, other, position)).filter(Difference::isKnown).toList();
        Board board = new Board("Compared with " + other.label() + ": " + evidence.subject());
        board.note(choice.words()).note(words(differences, own)).key(own.label(), Tone.POSTERIOR, 3)
                .key(other.label(), Tone.OTHER, 3);
        board.row(ROW * differences.size() + 52, new double[] {0.5, 0.5}, spreads(differences), shifts(differences));
        List<Panel> panels = new ArrayList<>();
        pair(own, other, differences).ifPresent(panels::add);
        differences.stream().sorted((a, b) -> Double.compare(b.size(), a.size())).limit(MOST_DENSITIES - panels.size())
                .forEach(one -> panels.add(new Densities(Shown.of(own, one.position())).filled(own, 0)
                        .line(other, Tone.OTHER).panel()));
        return board.grid(panels, Board.columns(panels.size(), MOST_COLUMNS), HEIGHT);
    }

    private static String words(List<Difference> differences, Sample own) {
        Optional<Difference> narrowest = differences.stream().min((a, b) -> Double.compare(a.ratio(), b.ratio()));
        return narrowest.filter(one -> one.ratio() < 0.9)
                .map(one -> String.format(Locale.ROOT, "Narrowest is %s: its standard deviation is %.2f times that of "
                        + "the other run.", one.name(), one.ratio()))
                .orElse("None of these is more than a tenth narrower than in the other run.");
    }

    private static Panel spreads(List<Difference> differences) {
        double[] ratios = differences.stream().mapToDouble(Difference::ratio).toArray();
        double low = Math.min(0.5, Arrays.stream(ratios).min().orElse(1));
        double high = Math.max(1.25, Arrays.stream(ratios).max().orElse(1));
        XyPanel panel = rows("Standard deviation over that of the other run", differences)
                .x("below 1: too narrow", Math.max(0, low - 0.08), high + 0.08).add(Marks.post(1, Tone.TEXT));
        for (int i = 0; i < ratios.length; i++) {
            panel.add(Marks.segment(1, i, ratios[i], i, Tone.POSTERIOR, 1.5))
                    .add(Marks.dots(new double[] {ratios[i]}, new double[] {i}, 8, Tone.POSTERIOR));
        }
        return panel;
    }

    private static Panel shifts(List<Difference> differences) {
        double[] shifts = differences.stream().mapToDouble(Difference::shift).toArray();
        double reach = Math.max(0.5, Arrays.stream(shifts).map(Math::abs).max().orElse(0)) * 1.1;
        XyPanel panel = rows("Mean minus that of the other run", differences)
                .x("in standard deviations of the other run", -reach, reach).add(Marks.post(0, Tone.TEXT));
        for (int i = 0; i < shifts.length; i++) {
            panel.add(Marks.segment(0, i, shifts[i], i, Tone.POSTERIOR, 1.5))
                    .add(Marks.dots(new double[] {shifts[i]}, new double[] {i}, 8, Tone.POSTERIOR));
        }
        return panel;
    }

    private static XyPanel rows(String title, List<Difference> differences) {
        Lettering letters = new Lettering(10);
        List<String> names = differences.stream().map(one -> letters.shortened(one.name(), 110)).toList();
        return new XyPanel(title).rows(names, 14 + names.stream().mapToDouble(letters::width).max().orElse(0));
    }

    /** The two values that the other run ties together most beyond what this one does. */
    private static Optional<Panel> pair(Sample own, Sample other, List<Difference> differences) {
        List<Difference> some = differences.subList(0, Math.min(differences.size(), MOST_PAIRED));
        double[][] mine = some.stream().map(one -> Interesting.standardised(own.values(one.position())))
                .toArray(double[][]::new);
        double[][] theirs = some.stream().map(one -> Interesting.standardised(other.values(one.otherPosition())))
                .toArray(double[][]::new);
        int across = -1;
        int up = -1;
        double most = 0.1;
        for (int i = 0; i < mine.length; i++) {
            for (int j = 0; j < i; j++) {
                double missed = Math.abs(Interesting.product(theirs[i], theirs[j])
                        - Interesting.product(mine[i], mine[j]));
                if (missed > most) {
                    most = missed;
                    across = j;
                    up = i;
                }
            }
        }
        return across < 0 ? Optional.empty() : Optional.of(scatter(own, other, some.get(across), some.get(up)));
    }

    private static Panel scatter(Sample own, Sample other, Difference across, Difference up) {
        double[] x = thinned(other.values(across.otherPosition()));
        double[] y = thinned(other.values(up.otherPosition()));
        Column first = Column.of(x, Optional.empty());
        Column second = Column.of(y, Optional.empty());
        return new XyPanel(up.name() + " against " + across.name())
                .x("", first.quantile(0.002), first.quantile(0.998))
                .y("", second.quantile(0.002), second.quantile(0.998))
                .add(Marks.dots(x, y, 2.4, Tone.OTHER.faded(0.5)))
                .add(Marks.dots(thinned(own.values(across.position())), thinned(own.values(up.position())), 2.4,
                        Tone.POSTERIOR.faded(0.7)));
    }

    private static double[] thinned(double[] values) {
        int stride = Math.max(1, (values.length + MOST_DOTS - 1) / MOST_DOTS);
        return IntStream.range(0, values.length).filter(i -> i % stride == 0).mapToDouble(i -> values[i]).toArray();
    }

    /**
     * @param shift mean minus that of the other, in standard deviations of the other
     * @param ratio of the standard deviations
     */
    record Difference(String name, int position, int otherPosition, double shift, double ratio) {

        static Difference of(Sample own, Sample other, int position) {
            String name = own.names().get(position);
            int otherPosition = other.names().indexOf(name);
            if (otherPosition < 0) {
                return new Difference(name, position, otherPosition, Double.NaN, Double.NaN);
            }
            Moments mine = Moments.of(own.values(position), own.weights());
            Moments theirs = Moments.of(other.values(otherPosition), other.weights());
            return new Difference(name, position, otherPosition, (mine.mean() - theirs.mean()) / theirs.sd(),
                    mine.sd() / theirs.sd());
        }

        boolean isKnown() {
            return Double.isFinite(shift) && Double.isFinite(ratio) && ratio > 0;
        }

        double size() {
            return isKnown() ? Math.abs(shift) + Math.abs(StrictMath.log(ratio)) : Double.NaN;
        }
    }
}
