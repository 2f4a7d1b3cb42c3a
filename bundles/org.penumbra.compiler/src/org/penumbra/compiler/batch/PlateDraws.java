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
     * from rows that the draw does not have yet. A pass follows from its seed and those rows, so that little has to be
     * remembered of it.
     */
    private static final class Passes extends PlateDraws {

        private static final int SEED_BITS = 26;

        private final boolean[] held;
        private RandomStream pass;
        private int high;
        private int low;
        private int position;
        /** Rows that the draw in which the pass began had before; they stand at the end of its order. */
        private final int[] before;
        private int beforeCount;

        Passes(int size, int count) {
            super(size, count);
            this.held = new boolean[size];
            this.before = new int[count];
        }

        @Override
        void draw(RandomStream random) {
            for (int k = 0; k < rows.length; k++) {
                if (pass == null || position == order.length) {
                    System.arraycopy(rows, 0, before, 0, k);
                    begin(random.nextInt(1 << SEED_BITS), random.nextInt(1 << SEED_BITS), k);
                }
                rows[k] = next();
            }
        }

        private void begin(int newHigh, int newLow, int count) {
            high = newHigh;
            low = newLow;
            beforeCount = count;
            pass = RandomStream.of((long) high << SEED_BITS | low);
            position = 0;
            for (int k = 0; k < count; k++) {
                held[before[k]] = true;
            }
            int at = 0;
            for (int row = 0; row < order.length; row++) {
                if (!held[row]) {
                    order[at++] = row;
                }
            }
            for (int k = 0; k < count; k++) {
                held[before[k]] = false;
                order[at++] = before[k];
            }
        }

        private int next() {
            boolean first = beforeCount > 0 && position < rows.length - beforeCount;
            choose(position, first ? order.length - beforeCount : order.length, pass);
            return order[position++];
        }

        @Override
        int stateSize() {
            return 5 + before.length;
        }

        @Override
        void save(double[] state, int at) {
            state[at] = pass == null ? 0 : 1;
            state[at + 1] = high;
            state[at + 2] = low;
            state[at + 3] = position;
            state[at + 4] = beforeCount;
            for (int k = 0; k < before.length; k++) {
                state[at + 5 + k] = before[k];
            }
        }

        @Override
        void restore(double[] state, int at) {
            if (state[at] == 0) {
                pass = null;
                return;
            }
            for (int k = 0; k < before.length; k++) {
                before[k] = (int) state[at + 5 + k];
            }
            begin((int) state[at + 1], (int) state[at + 2], (int) state[at + 4]);
            while (position < (int) state[at + 3]) {
                next();
            }
        }
    }
}
