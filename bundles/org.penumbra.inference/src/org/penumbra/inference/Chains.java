package org.penumbra.inference;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the draws of a Markov chain method hang together: {@link FitResult.Draws} holds them chain after chain, each with
 * the same number, warm-up left out.
 *
 * @param count number of chains, at least 1
 * @param length draws of each chain; {@code count * length} is the number of draws
 * @param warmup iterations of each chain that were not kept
 * @param statistics one number per draw and name, such as {@link Statistic#DIVERGENT}
 * @param adaptations what warm-up settled on, one per chain; empty for a method that adapts nothing
 */
public record Chains(int count, int length, long warmup, List<Statistic> statistics, List<Adaptation> adaptations) {

    public Chains {
        if (count < 1 || length < 0) {
            throw new IllegalArgumentException(count + " chains of length " + length);
        }
        statistics = List.copyOf(statistics);
        adaptations = List.copyOf(adaptations);
        for (Statistic statistic : statistics) {
            if (statistic.values().length != count * length) {
                throw new IllegalArgumentException(statistic.name() + " has " + statistic.values().length
                        + " values for " + count + " chains of length " + length);
            }
        }
    }

    public Optional<Statistic> statistic(String name) {
        return statistics.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * A number that the method knows of each draw.
     *
     * @param name one of the constants, as CmdStan names the columns, or one of the method's own
     * @param values in the order of the draws
     */
    public record Statistic(String name, double[] values) {

        /** Mean Metropolis acceptance probability over the trajectory, in [0, 1]. */
        public static final String ACCEPTANCE = "accept_stat__";
        /** Leapfrog step size. */
        public static final String STEP_SIZE = "stepsize__";
        /** Depth of the trajectory's tree. */
        public static final String TREE_DEPTH = "treedepth__";
        /** Gradient evaluations. */
        public static final String LEAPFROGS = "n_leapfrog__";
        /** 1 where the energy error was too large to go on, else 0. */
        public static final String DIVERGENT = "divergent__";
        /** Hamiltonian at the draw: minus log density plus kinetic energy. */
        public static final String ENERGY = "energy__";

        public Statistic {
            Objects.requireNonNull(name);
            Objects.requireNonNull(values);
        }
    }

    /**
     * What warm-up settled on.
     *
     * @param stepSize leapfrog step size
     * @param metric such as {@code diagonal}
     * @param variances diagonal of the inverse metric, one per free coordinate
     */
    public record Adaptation(double stepSize, String metric, double[] variances) {
    }
}
