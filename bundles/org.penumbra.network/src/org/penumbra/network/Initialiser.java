package org.penumbra.network;

import java.util.Arrays;
import org.penumbra.math.RandomStream;

/** What a weight is before training. */
public sealed interface Initialiser {

    Initialiser ZEROS = new Constant(0);

    Initialiser ONES = new Constant(1);

    /**
     * Writes the elements of one weight, row-major.
     *
     * @param random where what is drawn comes from
     * @param into {@code count} elements from {@code at} on are written
     */
    void fill(RandomStream random, double[] into, int at, int count);

    /** The same number everywhere. */
    record Constant(double value) implements Initialiser {

        @Override
        public void fill(RandomStream random, double[] into, int at, int count) {
            Arrays.fill(into, at, at + count, value);
        }
    }

    /** Independent draws between two numbers. */
    record Uniform(double low, double high) implements Initialiser {

        public Uniform {
            requireOrder(low, high);
        }

        private static void requireOrder(double low, double high) {
            if (!(low <= high)) {
                throw new IllegalArgumentException("uniform between " + low + " and " + high);
            }
        }

        @Override
        public void fill(RandomStream random, double[] into, int at, int count) {
            for (int k = at; k < at + count; k++) {
                into[k] = low + (high - low) * random.nextDouble();
            }
        }
    }

    /** Independent normal draws with mean 0. */
    record Normal(double sd) implements Initialiser {

        @Override
        public void fill(RandomStream random, double[] into, int at, int count) {
            for (int k = at; k < at + count; k++) {
                into[k] = sd * random.nextGaussian();
            }
        }
    }

    /**
     * A matrix with orthonormal rows or columns, whichever are fewer, times a factor: uniform among these (Saxe,
     * McClelland and Ganguli 2014).
     */
    record Orthogonal(int rows, int columns, double gain) implements Initialiser {

        @Override
        public void fill(RandomStream random, double[] into, int at, int count) {
            if (count != Math.multiplyExact(rows, columns)) {
                throw new IllegalArgumentException(count + " elements for a matrix of " + rows + " x " + columns);
            }
            OrthonormalVectors.fill(random, into, at, Math.min(rows, columns), Math.max(rows, columns),
                    rows <= columns, gain);
        }
    }
}
