package org.penumbra.inference.cavi;

import java.util.function.ToDoubleFunction;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/**
 * Ascent on one batch alone from several points, of which the one with the highest bound is gone on from: the first
 * batch decides which of several optima a stream of batches ends in.
 */
final class BatchStarts {

    private static final long STARTS_STREAM = 0x4241544348535441L;

    private final Target target;
    private final FitContext context;
    private final int count;

    /** @param count how many starts */
    BatchStarts(Target target, FitContext context, int count) {
        this.target = target;
        this.context = context;
        this.count = count;
    }

    /**
     * @param batch has been read; its factors are overwritten
     * @param ascend sweeps until nothing changes; tells the bound
     * @return natural parameters of the global factors, packed
     * @throws FactorGroup.Improper when all starts meet an update that is no distribution
     */
    double[] best(BatchFactors batch, ToDoubleFunction<BatchFactors> ascend) {
        RandomStream random = context.random().stream(STARTS_STREAM);
        double highest = Double.NEGATIVE_INFINITY;
        double[] best = null;
        FactorGroup.Improper failure = null;
        for (int s = 0; s < count; s++) {
            try {
                begin(batch, random.stream(s), s);
                double bound = ascend.applyAsDouble(batch);
                if (best == null || bound > highest) {
                    highest = bound;
                    best = new double[batch.globalSize()];
                    batch.give(best);
                }
            } catch (FactorGroup.Improper improper) {
                failure = improper;
            }
        }
        if (best == null) {
            throw failure;
        }
        return best;
    }

    /** As whole sweeps begin: every other start tells more rows a value. */
    private void begin(BatchFactors batch, RandomStream random, int number) {
        int factors = batch.form().groups().stream().filter(group -> !group.isContinuous())
                .mapToInt(FactorGroup::count).max().orElse(0);
        batch.begin(Starts.values(target, context, random), random, number % 2 == 0 ? 0
                : (int) StrictMath.sqrt(factors));
    }
}
