package org.penumbra.inference.svi;

import java.util.stream.IntStream;
import org.penumbra.inference.Guide;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;

/** How far a guide has moved, in a unit that does not depend on how its parameters are meant. */
final class Drift {

    /** With common draws on both sides their number hardly matters. */
    private static final int DRAWS = 200;
    /** A parameter has no standard deviation; a tenth of its size, or of 1, stands for one. */
    private static final double POINT_UNITS = 10;
    /** So large a share of the parameters must be at rest; the largest of thousands is mostly chance. */
    private static final double SHARE = 0.95;

    private Drift() {
    }

    /**
     * The largest change of any free coordinate between the mean parameters of a window and the present parameters:
     * of its mean in standard deviations of the guide, or of its log standard deviation. For a point guide, of the
     * coordinate relative to 1 or its size; the same, ten times, for the parameters of a model beside a guide of its
     * sites, of which 95 % must be at rest.
     *
     * @param guide unchanged on return
     * @param random gives both sides the same noise
     */
    static double between(Guide guide, Windows.Window window, RandomStream random) {
        double[] mean = new double[guide.parameters().length];
        window.meanParameters(mean);
        return between(guide, mean, guide.parameters().clone(), random);
    }

    /** The same between any two states of the parameters, in standard deviations at the second. */
    static double between(Guide guide, double[] first, double[] second, RandomStream random) {
        double[] parameters = guide.parameters();
        double[] kept = parameters.clone();
        System.arraycopy(first, 0, parameters, 0, first.length);
        OnlineMoments before = moments(guide, random.stream(0));
        System.arraycopy(second, 0, parameters, 0, second.length);
        OnlineMoments after = moments(guide, random.stream(0));
        System.arraycopy(kept, 0, parameters, 0, kept.length);
        if (!guide.isDistribution()) {
            return IntStream.range(0, guide.dimension()).mapToDouble(i -> point(before, after, i)).max().orElse(0);
        }
        double[] points = IntStream.range(0, guide.dimension()).filter(i -> isPoint(before, after, i))
                .mapToDouble(i -> POINT_UNITS * point(before, after, i)).sorted().toArray();
        double ofPoints = points.length == 0 ? 0 : points[(int) Math.ceil(SHARE * points.length) - 1];
        double ofSites = IntStream.range(0, guide.dimension()).filter(i -> !isPoint(before, after, i))
                .mapToDouble(i -> spread(before, after, i)).max().orElse(0);
        return Math.max(ofPoints, ofSites);
    }

    /** A parameter of the model, beside sites that are spread. */
    private static boolean isPoint(OnlineMoments before, OnlineMoments after, int i) {
        return before.variance(i) == 0 && after.variance(i) == 0;
    }

    private static OnlineMoments moments(Guide guide, RandomStream random) {
        OnlineMoments moments = new OnlineMoments(guide.dimension());
        double[] noise = new double[guide.noiseSize()];
        double[] x = new double[guide.dimension()];
        for (int draw = 0; draw < (guide.isDistribution() ? DRAWS : 1); draw++) {
            guide.sample(random, noise, x);
            moments.add(x);
        }
        return moments;
    }

    private static double spread(OnlineMoments before, OnlineMoments after, int i) {
        double variance = after.variance(i);
        double shift = Math.abs(after.mean(i) - before.mean(i)) / Math.sqrt(variance);
        double stretch = Math.abs(0.5 * StrictMath.log(before.variance(i) / variance));
        return Math.max(shift, stretch);
    }

    private static double point(OnlineMoments before, OnlineMoments after, int i) {
        return Math.abs(after.mean(i) - before.mean(i)) / Math.max(Math.abs(after.mean(i)), 1);
    }
}
