package org.penumbra.inference.cavi;

import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/**
 * What one pass through all rows tells of global factors, given which all local ones are the best.
 *
 * @param bound the evidence lower bound
 * @param best natural parameters of the global factors that are best given all others, packed
 */
record WholePass(double bound, double[] best) {

    /**
     * @param natural parameters of the global factors, packed
     * @param prior what the rows of earlier runs have added
     * @param values of the sites that local factors begin at
     * @return empty when the user cancels
     */
    static Optional<WholePass> of(Batches batches, double[] natural, Prior prior, double[] values,
            RandomStream random, Cancellation cancellation) {
        double[] best = prior.added().clone();
        double bound = -prior.bound(batches.whole());
        for (int b = 0; b < batches.count(); b++) {
            if (cancellation.isCancelled()) {
                return Optional.empty();
            }
            BatchFactors batch = batches.read(b);
            batch.take(natural);
            batch.beginLocals(values, random.stream(b));
            batch.settleLocals();
            bound += batch.rowsBound();
            batch.addRows(best);
        }
        BatchFactors factors = batches.whole();
        factors.take(natural);
        factors.addRest(best);
        return Optional.of(new WholePass(bound + factors.restBound() + prior.weight(factors), best));
    }

    /**
     * How far the best factors are from those that the pass was made with: the Kullback-Leibler divergence of one from
     * the other plus that of the other from the one, in nats; infinite when the best ones are no distributions.
     */
    double divergence(Batches batches, double[] natural) {
        return divergence(batches, natural, best);
    }

    /** Of exponential families it is the product of the differences of natural parameters and of moments. */
    static double divergence(Batches batches, double[] natural, double[] other) {
        double[] moments = new double[natural.length];
        double[] others = new double[natural.length];
        BatchFactors factors = batches.whole();
        try {
            factors.take(other);
            factors.giveMoments(others);
        } catch (FactorGroup.Improper improper) {
            return Double.POSITIVE_INFINITY;
        } finally {
            factors.take(natural);
        }
        factors.giveMoments(moments);
        double sum = 0;
        for (int k = 0; k < natural.length; k++) {
            sum += (other[k] - natural[k]) * (others[k] - moments[k]);
        }
        return Math.max(0, sum);
    }
}
