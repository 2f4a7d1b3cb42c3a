package org.penumbra.inference.mcmc;

import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/**
 * A linear map x = T z under which the target is hoped to be round; T T' is the inverse of the mass matrix. Chains move
 * in z with momenta of unit variance, so that only these two products are ever needed. Immutable, apart from scratch
 * memory: one chain's own.
 */
abstract class Metric {

    /** Adds {@code step} times T p to x. */
    abstract void move(double[] p, double step, double[] x);

    /** Writes T' gradient, the gradient with respect to z. */
    abstract void pull(double[] gradient, double[] pulled);

    /** Diagonal of T T'. */
    abstract double[] variances();

    abstract MetricKind kind();

    abstract void save(StateWriter state);

    static Metric restore(StateReader state, int dimension) {
        return switch (MetricKind.values()[state.nextInt()]) {
            case UNIT, DIAGONAL, AUTO -> DiagonalMetric.restored(state, dimension);
            case DENSE -> DenseMetric.restored(state, dimension);
            case LOW_RANK -> LowRankMetric.restored(state, dimension);
        };
    }
}
