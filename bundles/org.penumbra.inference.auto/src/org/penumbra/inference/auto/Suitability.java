package org.penumbra.inference.auto;

import java.util.Set;
import java.util.TreeSet;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.NegativeHessian;
import org.penumbra.inference.ascent.TemperedWalk;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.RandomStream;

/**
 * Which sites are better non-centred: those of which the data say less than the prior. In non-centred coordinates z a
 * site has prior variance 1 and, given everything else, the posterior variance 1 / h with h the curvature of the log
 * density along z. Where little of the 1 is left, the data hold the site itself in place, whatever its scale is, and
 * it should be centred; where most of it is left, z does not know of the scale, and it should not (Papaspiliopoulos,
 * Roberts and Skold 2007, section 3; Gorinova, Moore and Hoffman 2020 choose by the ELBO).
 */
final class Suitability {

    private static final int POINTS = 8;
    /** Gradients that a choice may take. */
    private static final long MOST_GRADIENTS = 40_000;
    private static final double HALF = 0.5;
    /** Walks of a point, each in scales of its own, and their stages: 2320 gradients for all points together. */
    private static final int WALKS = 2;
    private static final int STAGES = 5;
    private static final long WALK_GRADIENTS = 290;
    private static final long WALK_STREAM = 0x43454e5452494e47L;

    private final Target written;
    private final Target noncentred;
    private final FitContext context;

    /** @param noncentred the same model with all sites non-centred that can be */
    Suitability(Target written, Target noncentred, FitContext context) {
        this.written = written;
        this.noncentred = noncentred;
        this.context = context;
    }

    /**
     * @param answer however rough, in the coordinates of the text
     * @param sites to choose from
     * @return those that are better non-centred
     */
    Set<String> noncentred(FitResult answer, Set<String> sites) {
        double[] left = left(answer);
        Set<String> chosen = new TreeSet<>();
        for (SiteMap.Site site : noncentred.sites().sites()) {
            if (sites.contains(site.name()) && site.freeOffset() >= 0 && mean(left, site) > HALF) {
                chosen.add(site.name());
            }
        }
        return chosen;
    }

    private static double mean(double[] left, SiteMap.Site site) {
        double sum = 0;
        for (int i = 0; i < site.freeSize(); i++) {
            sum += left[site.freeOffset() + i];
        }
        return sum / site.freeSize();
    }

    /** Of each coordinate, the share of the prior variance that is left, averaged over settled draws of the answer. */
    private double[] left(FitResult answer) {
        int n = noncentred.dimension();
        double[] sum = new double[n];
        double[] curvature = new double[n];
        double[] values = new double[written.sites().valueCount()];
        double[] z = new double[n];
        NegativeHessian hessian = new NegativeHessian(new Evaluations(noncentred, context.workers()), n);
        long each = WALK_GRADIENTS + 4L * (WALKS + 1) * n;
        int points = (int) Math.min(Math.min(POINTS, answer.draws().count()), Math.max(1, MOST_GRADIENTS / each));
        int used = 0;
        for (int k = 0; k < points && !context.cancellation().isCancelled(); k++) {
            double[] x = answer.draws().points()[(int) ((long) k * answer.draws().count() / points)];
            written.sites().constrain(x, values);
            if (View.hasCoordinates(noncentred, values, z)) {
                settle(hessian, z, context.random().stream(WALK_STREAM).stream(k));
                hessian.diagonal(z, curvature);
                for (int i = 0; i < n; i++) {
                    sum[i] += curvature[i] > 1 ? 1 / curvature[i] : 1;
                }
                used++;
            }
        }
        for (int i = 0; i < n; i++) {
            sum[i] = used == 0 ? 1 : sum[i] / used;
        }
        return sum;
    }

    /**
     * Lets a point walk to where the mass is: a rough answer may sit on a ridge of high density without any, where
     * scales are several times as large as the data say, and then every site looks as if it were held by them.
     *
     * @param z overwritten
     */
    private void settle(NegativeHessian hessian, double[] z, RandomStream random) {
        double[] curvature = new double[z.length];
        double[] scales = new double[z.length];
        for (int walk = 0; walk < WALKS && !context.cancellation().isCancelled(); walk++) {
            hessian.diagonal(z, curvature);
            for (int i = 0; i < z.length; i++) {
                scales[i] = curvature[i] > 1 ? 1 / Math.sqrt(curvature[i]) : 1;
            }
            TemperedWalk tempered = new TemperedWalk(noncentred, z, scales);
            for (int stage = 0; stage < STAGES; stage++) {
                tempered.walk(1, random.stream(walk * STAGES + stage));
            }
        }
    }
}
