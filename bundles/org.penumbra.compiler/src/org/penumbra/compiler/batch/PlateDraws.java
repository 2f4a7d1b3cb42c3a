package org.penumbra.compiler.batch;

import java.util.Arrays;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.math.RandomStream;

/** Rows of one plate, drawn without repetition by the shuffle of Fisher and Yates (Durstenfeld 1964), cut short. */
abstract class PlateDraws {

    final int[] order;
    final int[] rows;

    private PlateDraws(int size, int count) {
        this.order = new int[size];
        this.rows = new int[count];
        Arrays.setAll(order, k -> k);
        Arrays.setAll(rows, k -> k);
    }

    static PlateDraws of(int size, int count, Sampling sampling) {
        return switch (sampling) {
            case INDEPENDENT -> new Independent(size, count);
            case PASSES -> new Passes(size, count);
        };
    }

    abstract void draw(RandomStream random);

    abstract int stateSize();

    abstract void save(double[] state, int at);

    abstract void restore(double[] state, int at);

    int[] rows() {
        return rows;
    }

    long drawsPerPass() {
        return (order.length + rows.length - 1L) / rows.length;
    }

    /** Puts one of the rows from {@code first} to before {@code end} in the place of the first one. */
    final int choose(int first, int end, RandomStream random) {
        int chosen = first + random.nextInt(end - first);
        swap(first, chosen);
        return chosen;
    }

    final void swap(int a, int b) {
        int row = order[a];
        order[a] = order[b];
        order[b] = row;
    }

    /** Takes its swaps back, so that a draw depends on the stream alone. */
    private static final class Independent extends PlateDraws {

        private final int[] chosen;

        Independent(int size, int count) {
            super(size, count);
            this.chosen = new int[count];
        }

        @Override
        void draw(RandomStream random) {
            for (int k = 0; k < rows.length; k++) {
                chosen[k] = choose(k, order.length, random);
                rows[k] = order[k];
            }
            for (int k = rows.length - 1; k >= 0; k--) {
                swap(k, chosen[k]);
            }
        }

        @Override
        int stateSize() {
            return 0;
        }

        @Override
        void save(double[] state, int at) {
            // Nothing is remembered.
        }

        @Override
        void restore(double[] state, int at) {
            // Nothing is remembered.
        }
    }

    /**
     * A shuffle that goes on from draw to draw. Where a pass ends within a draw, the rest comes from the next pass, but
     * from rows that the draw does not have yet.
     */
    private static final class Passes extends PlateDraws {

        private int position;

        Passes(int size, int count) {
            super(size, count);
        }

        @Override
        void draw(RandomStream random) {
            int size = order.length;
            int last = size;
            for (int k = 0; k < rows.length; k++) {
                if (position == size) {
                    position = 0;
                    last = size - k; // the rows of this draw are the last ones of the pass that ended
                }
                choose(position, last, random);
                rows[k] = order[position++];
            }
        }

        @Override
        int stateSize() {
            return order.length + 1;
        }

        @Override
        void save(double[] state, int at) {
            state[at] = position;
            for (int k = 0; k < order.length; k++) {
                state[at + 1 + k] = order[k];
            }
        }

        @Override
        void restore(double[] state, int at) {
            position = (int) state[at];
            for (int k = 0; k < order.length; k++) {
                order[k] = (int) state[at + 1 + k];
            }
        }
    }
}
