package org.penumbra.plots;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Whether positions in [0, 1] are spread evenly, in two panels. */
final class Uniformity {

    private static final int BINS = 20;
    /** Normal quantile of 0.995. */
    private static final double BAND = 2.576;

    private Uniformity() {
    }

    /** Bars that should be level, in the band that one of a hundred leaves. */
    static Panel histogram(String title, double[] positions) {
        int bins = Math.clamp(positions.length / 10, 5, BINS);
        double[] heights = new double[bins];
        for (double position : positions) {
            heights[(int) Math.min(bins - 1, position * bins)]++;
        }
        double expected = (double) positions.length / bins;
        double spread = BAND * Math.sqrt(expected * (1 - 1.0 / bins));
        double[] edges = IntStream.rangeClosed(0, bins).mapToDouble(i -> (double) i / bins).toArray();
        double top = Math.max(expected + 1.5 * spread, Arrays.stream(heights).max().orElse(1));
        return new XyPanel(title).x("", 0, 1).y("", 0, 1.05 * top)
                .add(Marks.box(0, Math.max(0, expected - spread), 1, expected + spread, Tone.QUIET.faded(0.2)))
                .add(Marks.bars(edges, heights, 1, Tone.POSTERIOR.faded(0.85))).add(Marks.level(expected, Tone.TEXT));
    }

    /** The empirical distribution function minus the uniform one, in its 95 % band (Dvoretzky, Kiefer, Wolfowitz). */
    static Panel difference(double[] positions) {
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
