package org.penumbra.inference.svi;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.FitResult.Estimate;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;
import org.penumbra.math.Statistics;

/**
 * Fresh draws from the fitted guide, and the ELBO over them. A point guide gives its point, once, with its log density
 * in place of the ELBO.
 *
 * @param elbo over the draws at which it is defined; NONE when there is no such draw
 */
record FinalDraws(Draws draws, Estimate elbo, List<Finding> findings) {

    /** So many numbers of all draws together take 400 MB. */
    private static final long MOST_NUMBERS = 50_000_000;
    /** Where each draw goes through all rows of the data, time is the limit. */
    private static final long MOST_NUMBERS_OF_ROWS = 4_000_000;
    private static final int FEWEST = 20;
    private static final int FEWEST_OF_ROWS = 5;

    /**
     * As many draws as are wanted, or as memory and time afford for very many coordinates. A draw of an amortised guide
     * computes every row twice, forwards; a pass of training, which goes back as well, costs about three times as much.
     *
     * @param passes through the rows that training took; 0 where every step saw all of them
     */
    static int affordable(int wanted, Target target, Guide guide, double passes) {
        if (!(guide instanceof AmortizedGuide)) {
            return atMost(wanted, FEWEST, MOST_NUMBERS / target.dimension());
        }
        long most = MOST_NUMBERS_OF_ROWS / Math.max(1, Parameters.latentDimension(target));
        return most >= wanted || passes == 0 ? atMost(wanted, FEWEST, most)
                : atMost(wanted, FEWEST_OF_ROWS, Math.min(Math.max(FEWEST, most), (long) (passes / 2)));
    }

    private static int atMost(int wanted, int fewest, long most) {
        return (int) Math.min(wanted, Math.max(fewest, most));
    }

    static FinalDraws take(Target target, Guide guide, int wanted, RandomStream random) {
        int count = guide.isDistribution() ? wanted : 1;
        double[][] points = new double[count][guide.dimension()];
        double[] logP = new double[count];
        double[] logQ = new double[count];
        double[] noise = new double[guide.noiseSize()];
        for (int i = 0; i < count; i++) {
            logQ[i] = guide.sample(random, noise, points[i]);
        }
        joint(target, guide, points, logP);
        double[] terms = definedTerms(logP, logQ);
        return new FinalDraws(new Draws(points, logP, logQ), estimate(guide, terms), findings(count, terms.length));
    }

    private static void joint(Target target, Guide guide, double[][] points, double[] logP) {
        if (guide instanceof AmortizedGuide amortized && !target.isStreamed()) {
            Arrays.setAll(logP, i -> amortized.logJoint(target, points[i]));
        } else {
            target.logDensities(points, logP);
        }
    }

    private static double[] definedTerms(double[] logP, double[] logQ) {
        double[] terms = new double[logP.length];
        Arrays.setAll(terms, i -> logP[i] - logQ[i]);
        return Arrays.stream(terms).filter(Double::isFinite).toArray();
    }

    private static Estimate estimate(Guide guide, double[] terms) {
        if (terms.length == 0) {
            return Estimate.NONE;
        }
        return new Estimate(Statistics.mean(terms), guide.isDistribution() ? Statistics.standardError(terms) : 0);
    }

    private static List<Finding> findings(int count, int defined) {
        int missing = count - defined;
        if (missing == 0) {
            return List.of();
        }
        Trust trust = missing * 100L > count ? Trust.DISTRUST : Trust.CAUTION;
        return List.of(new Finding(trust, missing + " of " + count + " draws from the guide lie where the log density "
                + "of the model is not a finite number; the final ELBO leaves them out and is too high."));
    }
}
