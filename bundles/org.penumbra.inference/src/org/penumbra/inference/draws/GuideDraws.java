package org.penumbra.inference.draws;

import java.util.Arrays;
import java.util.List;
import org.penumbra.core.Workers;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.FitResult.Estimate;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.math.Statistics;

/**
 * Fresh draws from a fitted guide, and the ELBO over them.
 *
 * @param elbo over the draws at which it is defined; NONE when there is no such draw
 * @param findings of draws where the target is not defined
 */
public record GuideDraws(Draws draws, Estimate elbo, List<Finding> findings) {

    /** @param guide one that {@linkplain Guide#isDistribution() spreads} */
    public static GuideDraws take(Target target, Guide guide, int count, RandomStream random, Workers workers) {
        double[][] points = new double[count][guide.dimension()];
        double[] logP = new double[count];
        double[] logQ = new double[count];
        double[] noise = new double[guide.noiseSize()];
        for (int i = 0; i < count; i++) {
            logQ[i] = guide.sample(random, noise, points[i]);
        }
        new Evaluations(target, workers).values(points, count, logP);
        return of(new Draws(points, logP, logQ));
    }

    /** Draws that were made elsewhere; the ELBO is the mean of log p - log q. */
    public static GuideDraws of(Draws draws) {
        double[] terms = new double[draws.count()];
        Arrays.setAll(terms, i -> draws.logP()[i] - draws.logQ()[i]);
        double[] defined = Arrays.stream(terms).filter(Double::isFinite).toArray();
        Estimate elbo = defined.length == 0 ? Estimate.NONE
                : new Estimate(Statistics.mean(defined), Statistics.standardError(defined));
        return new GuideDraws(draws, elbo, findings(draws.count(), defined.length));
    }

    private static List<Finding> findings(int count, int defined) {
        int missing = count - defined;
        if (missing == 0) {
            return List.of();
        }
        Trust trust = missing * 100L > count ? Trust.DISTRUST : Trust.CAUTION;
        return List.of(new Finding(trust, missing + " of " + count + " draws from the approximation lie where the log "
                + "density of the model is not a finite number; the final ELBO leaves them out and is too high."));
    }
}
