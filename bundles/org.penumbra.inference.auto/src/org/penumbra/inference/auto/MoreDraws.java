package org.penumbra.inference.auto;

import java.util.Arrays;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.math.Statistics;

/**
 * More draws from a fitted guide: importance weights of a guide that is only nearly right are uneven, and then it takes
 * many draws until means are as exact as people expect.
 */
final class MoreDraws {

    /**
     * So many independent draws put a mean within 0.035 standard deviations; of many means the worst is further off.
     */
    private static final double FOR_ONE = 800;
    private static final int MOST = 150_000;
    private static final long MOST_NUMBERS = 30_000_000;

    private MoreDraws() {
    }

    /** Independent draws that put all means within about 0.1 standard deviations. */
    static double enough(int dimension) {
        return FOR_ONE * (1 + StrictMath.log(dimension));
    }

    /**
     * @param inner with a guide that is a distribution
     * @param worth independent draws that its draws are worth now
     * @return the same fit with as many draws as it takes, or as can be afforded; the same one when no more can be
     */
    static FitResult of(Target target, FitResult inner, double worth, RandomStream random) {
        int present = inner.draws().count();
        long affordable = Math.min(MOST, MOST_NUMBERS / target.dimension());
        long wanted = (long) Math.ceil(1.5 * present * enough(target.dimension()) / Math.max(worth, 1));
        int count = (int) Math.min(affordable, wanted);
        return count <= present ? inner : extended(target, inner, count, random);
    }

    private static FitResult extended(Target target, FitResult inner, int count, RandomStream random) {
        Guide guide = inner.guide();
        FitResult.Draws old = inner.draws();
        double[][] points = Arrays.copyOf(old.points(), count);
        double[] logP = Arrays.copyOf(old.logP(), count);
        double[] logQ = Arrays.copyOf(old.logQ(), count);
        double[] noise = new double[guide.noiseSize()];
        for (int i = old.count(); i < count; i++) {
            points[i] = new double[target.dimension()];
            logQ[i] = guide.sample(random, noise, points[i]);
            logP[i] = target.logDensity(points[i]);
        }
        double[] terms = new double[count];
        Arrays.setAll(terms, i -> logP[i] - logQ[i]);
        double[] defined = Arrays.stream(terms).filter(Double::isFinite).toArray();
        return new FitResult(inner.status(), guide, new FitResult.Draws(points, logP, logQ), inner.trace(),
                new FitResult.Estimate(Statistics.mean(defined), Statistics.standardError(defined)), inner.steps(),
                inner.state(), inner.findings(), inner.measurements());
    }
}
