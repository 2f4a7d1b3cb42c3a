package org.penumbra.inference.cavi;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/**
 * Draws of all sites from global factors, and from the local factors that are best given these, batch by batch. They
 * are as large as the sites are: where sites have elements for each row, so have draws.
 */
final class BatchDraws {

    /** Densities of rows that the draws of a large table may take: about a minute. */
    private static final long AFFORDABLE = 2_000_000_000L;

    private BatchDraws() {
    }

    /** So many that neither drawing nor the densities of the draws take long. */
    static int count(Target target, Batches batches, int draws, Status end) {
        long affordable = Math.max(100, AFFORDABLE / batches.updates().rows());
        return (int) Math.min(affordable, Cavi.count(target, draws, end));
    }

    /**
     * @param natural parameters of the global factors, packed
     * @param values of the sites that local factors begin at
     */
    static FitResult.Draws take(Target target, Batches batches, double[] natural, double[] values, int count,
            RandomStream random) {
        double[][] drawn = new double[count][batches.updates().valueCount()];
        double[] logQ = new double[count];
        BatchFactors factors = batches.read(0);
        factors.take(natural);
        draw(factors, false, drawn, logQ, random);
        for (int b = 0; b < batches.count() && hasLocals(batches); b++) {
            BatchFactors batch = batches.read(b);
            batch.take(natural);
            batch.beginLocals(values, random.stream(2 * b));
            batch.settleLocals();
            draw(batch, true, drawn, logQ, random.stream(2 * b + 1));
        }
        double[][] points = new double[count][target.dimension()];
        for (int i = 0; i < count; i++) {
            logQ[i] += batches.updates().toFree(drawn[i], points[i]);
        }
        double[] logP = new double[count];
        target.logDensities(points, logP);
        return new FitResult.Draws(points, logP, logQ);
    }

    /** The same without densities, where these are not those of all that the factors have seen. */
    static FitResult.Draws unweighed(FitResult.Draws draws) {
        double[] unknown = new double[draws.count()];
        Arrays.fill(unknown, Double.NaN);
        return new FitResult.Draws(draws.points(), unknown, unknown.clone());
    }

    private static boolean hasLocals(Batches batches) {
        List<FactorGroup> groups = batches.form().groups();
        for (int g = 0; g < groups.size(); g++) {
            if (batches.form().isLocal(g) && groups.get(g).isContinuous()) {
                return true;
            }
        }
        return false;
    }

    private static void draw(BatchFactors factors, boolean local, double[][] drawn, double[] logQ,
            RandomStream random) {
        List<FactorGroup.Draws> draws = factors.draws(local);
        double[] own = new double[factors.form().valueCount()];
        for (int i = 0; i < drawn.length; i++) {
            factors.form().gather(drawn[i], own);
            for (FactorGroup.Draws draw : draws) {
                logQ[i] += draw.next(random, own);
            }
            factors.form().scatter(own, drawn[i]);
        }
    }
}
