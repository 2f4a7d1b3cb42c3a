package org.penumbra.inference.conjugate;

import org.penumbra.math.RandomStream;

/**
 * Factors of one exponential family that are updated together, because given all other groups none of them depends on
 * another one. Their statistics lie one behind the other in the vectors of moments and natural parameters.
 *
 * <p>Immutable, so that forks share it, but for groups that evaluate generated code: see {@link #fork()}.
 */
public abstract class FactorGroup {

    /** An update that leaves the family: a precision that is not positive, a concentration below 0. */
    public static final class Improper extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Improper(String message) {
            super(message);
        }
    }

    /** How values are drawn from factors with given natural parameters. */
    @FunctionalInterface
    public interface Draws {

        /**
         * One draw of each factor.
         *
         * @param values those of the group's elements are overwritten
         * @return the log density of the draw with respect to these values
         */
        double next(RandomStream random, double[] values);
    }

    private final String name;
    private final int start;
    private final int size;

    FactorGroup(String name, int start, int size) {
        this.name = name;
        this.start = start;
        this.size = size;
    }

    /** The sites, as in {@code a, b}. */
    public final String name() {
        return name;
    }

    /** Position of the first statistic. */
    public final int start() {
        return start;
    }

    /** Number of statistics. */
    public final int size() {
        return size;
    }

    /** The same group for another thread. */
    public FactorGroup fork() {
        return this;
    }

    /** The family in plain words, such as {@code normal}. */
    public abstract String family();

    /** Number of factors. */
    public abstract int count();

    /** Whether it is about values of continuous latent sites, which can be drawn. */
    public abstract boolean isContinuous();

    /**
     * From natural parameters to moments.
     *
     * @param natural read in the range of the group
     * @param moments overwritten in the range of the group
     * @return the sum of the entropies of the factors; for auxiliary variables what they add to the bound
     * @throws Improper when natural parameters do not make a distribution
     */
    public final double update(double[] natural, double[] moments) {
        return update(natural, moments, null);
    }

    /**
     * The same for some factors.
     *
     * @param chosen their numbers from 0; null for all
     * @return the sum of the entropies of these
     */
    public abstract double update(double[] natural, double[] moments, int[] chosen);

    /** The number of a factor that is updated at a position of those that were chosen. */
    static int factor(int[] chosen, int position) {
        return chosen == null ? position : chosen[position];
    }

    final int updated(int[] chosen) {
        return chosen == null ? count() : chosen.length;
    }

    /**
     * The moments of points, to start from.
     *
     * @param values of the continuous sites
     * @param random chooses for factors that are not about continuous sites
     * @param seeds about how many of these are told a value; the others start with no weight at all
     */
    public abstract void begin(double[] values, RandomStream random, int seeds, double[] moments);

    /**
     * The exact means and variances of the values of the group's elements; infinite or NaN where there are none.
     *
     * @param mean those of the group's elements are overwritten
     * @param variance as well
     */
    public abstract void marginals(double[] natural, double[] mean, double[] variance);

    /** Draws from factors with these natural parameters; only where {@link #isContinuous()}. */
    public abstract Draws draws(double[] natural);
}
