package org.penumbra.plots;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.math.Statistics;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/** The objective over the steps, with the mean and the spread of windows. */
public final class ElboTrace implements Visualizer<ElboTrace.Options> {

    private static final int MOST_POINTS = 1200;
    private static final double HEIGHT = 300;
    /** Fewer steps are shown without windows. */
    private static final int FEWEST_STEPS = 16;

    /** @param windows pieces of equal length of which mean and spread are shown */
    public record Options(
            @Option(label = "Windows", help = "Pieces of equal length of which mean and spread are shown.",
                    value = "25", min = 2, max = 200) int windows) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.OBJECTIVE);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        FitResult.Trace trace = evidence.objective().orElseThrow();
        double[] steps = Arrays.stream(trace.steps()).asDoubleStream().toArray();
        int half = steps.length / 2;
        Windows all = Windows.of(steps, trace.values(), 0, options.windows());
        Windows late = Windows.of(steps, trace.values(), half, options.windows());
        Board board = new Board("Objective over " + Ticks.count(trace.steps()[trace.steps().length - 1]) + " steps: "
                + evidence.subject());
        board.note("To the left all steps, to the right the second half on a scale of its own.")
                .note(words(late))
                .key("each step", Tone.POSTERIOR.faded(0.45), 1.2).key("mean of a window", Tone.OTHER, 2)
                .key("its standard deviation", Tone.area(1), 8);
        return board.row(HEIGHT, new double[] {0.5, 0.5}, panel("All steps", steps, trace.values(), 0, all),
                panel("Second half", steps, trace.values(), half, late));
    }

    private static String words(Windows late) {
        int last = late.mean().length - 1;
        if (last < 1) {
            return "There are too few steps for windows.";
        }
        double sd = late.sd()[last];
        int decimals = sd > 0 && Double.isFinite(sd) ? Math.clamp((int) Math.ceil(1 - Math.log10(sd)), 0, 6) : 2;
        return String.format(Locale.ROOT, "Bands are mean and standard deviation of windows: %,.Df in the last, "
                .replace("D", "" + decimals) + "after %,.Df in the one before, with a standard deviation of %s."
                        .replace("D", "" + decimals), late.mean()[last], late.mean()[last - 1], Ticks.words(sd));
    }

    /** The first steps can be so far off that nothing else would be seen; the scale leaves out the worst of them. */
    private static Panel panel(String title, double[] steps, double[] values, int from, Windows windows) {
        double[] x = Arrays.copyOfRange(steps, from, steps.length);
        double[] y = Arrays.copyOfRange(values, from, values.length);
        double[] finite = Arrays.stream(y).filter(Double::isFinite).toArray();
        double low = finite.length == 0 ? Double.NaN : Statistics.quantile(finite, from == 0 ? 0.05 : 0.005);
        double high = finite.length == 0 ? Double.NaN : Statistics.quantile(finite, 0.999);
        double slack = 0.08 * (high - low);
        int stride = Math.max(1, x.length / MOST_POINTS);
        int[] kept = IntStream.range(0, x.length).filter(i -> i % stride == 0).toArray();
        return new XyPanel(title).x("step", x[0], x[x.length - 1]).y("objective", low - slack, high + slack)
                .add(Marks.line(pick(x, kept), pick(y, kept), Tone.POSTERIOR.faded(0.4), 0.8))
                .add(Marks.band(windows.x(), windows.low(), windows.high(), Tone.area(1)))
                .add(Marks.line(windows.x(), windows.mean(), Tone.OTHER, 1.8));
    }

    private static double[] pick(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }

    /**
     * @param x the middle step of each
     * @param mean of the finite objectives in each
     * @param sd of them
     */
    record Windows(double[] x, double[] mean, double[] sd) {

        static Windows of(double[] steps, double[] values, int from, int count) {
            int length = steps.length - from;
            int windows = length < FEWEST_STEPS ? 0 : Math.min(count, length / 4);
            double[] x = new double[windows];
            double[] mean = new double[windows];
            double[] sd = new double[windows];
            for (int i = 0; i < windows; i++) {
                int begin = from + (int) ((long) i * length / windows);
                int end = from + (int) ((long) (i + 1) * length / windows);
                double[] inside = Arrays.stream(values, begin, Math.max(end, begin + 1)).filter(Double::isFinite)
                        .toArray();
                x[i] = 0.5 * (steps[begin] + steps[Math.max(begin, end - 1)]);
                mean[i] = inside.length == 0 ? Double.NaN : Statistics.mean(inside);
                sd[i] = inside.length < 2 ? 0 : Statistics.standardDeviation(inside);
            }
            return new Windows(x, mean, sd);
        }

        double[] low() {
            return IntStream.range(0, x.length).mapToDouble(i -> mean[i] - sd[i]).toArray();
        }

        double[] high() {
            return IntStream.range(0, x.length).mapToDouble(i -> mean[i] + sd[i]).toArray();
        }
    }
}
